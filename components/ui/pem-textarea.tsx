import type { ComponentProps } from "react";
import { Textarea } from "./textarea";

interface Props extends Omit<ComponentProps<"textarea">, "placeholder" | "rows"> {
  /** Whether a value is already stored. */
  isStored: boolean;
}

/** A text area for a PEM key or certificate. */
export function PemTextarea({ isStored, ...props }: Props) {
  return (
    <Textarea
      {...props}
      rows={5}
      autoComplete="off"
      spellCheck={false}
      className="font-mono text-xs"
      placeholder={isStored ? "••••••••••••••••" : "-----BEGIN …"}
    />
  );
}

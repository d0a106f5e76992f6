import type { ComponentProps } from "react";
import { Textarea } from "./textarea";

interface Props extends Omit<ComponentProps<"textarea">, "placeholder" | "rows"> {
  /** One is stored already. */
  isStored: boolean;
}

/** A key or certificate of many lines to paste. */
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

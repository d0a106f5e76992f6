"use client";
import { type Control, useWatch } from "react-hook-form";
import type { UpdateEnvironmentInput } from "@/wire/environments";

interface Props {
  control: Control<UpdateEnvironmentInput, unknown, UpdateEnvironmentInput>;
  teamName: string;
}

/** The sentence end users will read, as it is typed. */
export function ConnectPreview({ control, teamName }: Props) {
  const typed = useWatch({ control, name: "productName" });
  const name = typed?.trim() || teamName;
  return (
    <figure className="grid gap-1.5 text-sm">
      <figcaption className="text-muted-foreground text-xs">Your users read</figcaption>
      <p className="break-words rounded-md border border-dashed p-4 text-center font-medium">
        Connect your accounts to {name}
      </p>
    </figure>
  );
}

"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { cn } from "@/lib/utils";
import { Input } from "./input";

/** An input for a secret, masked until revealed. Browsers don't offer to save it, unless `autoComplete` is set. */
export function SecretInput({ className, autoComplete = "off", ...props }: Omit<ComponentProps<"input">, "type">) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div data-slot="secret-input" className="relative w-full">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore={autoComplete === "off" || undefined}
        className={cn("pr-10", isShown && "font-mono", className)}
      />
      <button
        type="button"
        aria-label={isShown ? "Hide value" : "Show value"}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  );
}

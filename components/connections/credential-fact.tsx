"use client";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Copied } from "@/components/dashboard/copied";
import { Fact } from "@/components/dashboard/fact-list";
import { CopyButton } from "@/components/shared/copy-button";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import type { CredentialField } from "./credential-fields";

/** A fixed length, so that the mask doesn't reveal the length of the secret. */
const MASK = "••••••••••••••••";

/** One value of a connection's credentials. Secrets are masked until revealed, and can be copied while masked. */
export function CredentialFact({ field: { label, value, kind } }: { field: CredentialField }) {
  if (kind === "time") {
    return (
      <Fact name={label}>
        <RelativeTime date={value} />
      </Fact>
    );
  }
  return (
    <Fact name={label}>
      {kind === "secret" ? <Secret label={label} value={value} /> : <Copied value={value} label={`Copy: ${label}`} />}
    </Fact>
  );
}

function Secret({ label, value }: { label: string; value: string }) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="-my-1 flex w-full min-w-0 items-start gap-1">
      <span className="min-w-0 flex-1 break-all py-1.5 font-mono text-xs">
        {isShown ? value : <span aria-hidden>{MASK}</span>}
        {!isShown && <span className="sr-only">Hidden</span>}
      </span>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`${isShown ? "Hide" : "Show"}: ${label}`}
        aria-pressed={isShown}
        className="text-muted-foreground"
        onClick={() => setShown(!isShown)}
      >
        <Icon aria-hidden className="size-3.5" />
      </Button>
      <CopyButton value={value} label={`Copy: ${label}`} />
    </span>
  );
}

import { ChevronRight } from "lucide-react";
import { webhookReceiverSnippet } from "@/components/dashboard/snippets";
import { CodeBlock } from "@/components/shared/code-block";

/** Stands in for the signing key until it is shown. */
const PLACEHOLDER = "whsec_YOUR_SIGNING_KEY";

const code = "rounded-sm bg-muted px-1 py-0.5 font-mono text-xs text-foreground";

/** A whole receiver to start from. */
export function ReceiverSnippet({ signingKey }: { signingKey: string | undefined }) {
  return (
    <details className="group min-w-0 text-sm">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm font-medium hover:text-primary">
        <ChevronRight
          aria-hidden
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        A receiver in Node, to start from
      </summary>
      <div className="mt-3 grid min-w-0 gap-3">
        <p className="text-pretty text-muted-foreground">
          Save as <code className={code}>receiver.mjs</code>, run <code className={code}>node receiver.mjs</code>, and
          set <code className={code}>http://localhost:4000</code> as the primary address. Keyhold calls an address of
          your own machine only when it is allowed to: start it with{" "}
          <code className={code}>KEYHOLD_OUTBOUND_ALLOW=localhost:4000</code>.{" "}
          {signingKey ? "The code carries your signing key." : "Show the signing key above to have it filled in."}
        </p>
        <CodeBlock code={webhookReceiverSnippet(signingKey ?? PLACEHOLDER)} language="js" title="receiver.mjs" />
      </div>
    </details>
  );
}

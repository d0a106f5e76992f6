import { ChevronRight } from "lucide-react";
import { webhookReceiverSnippet } from "@/components/dashboard/snippets";
import { CodeBlock } from "@/components/shared/code-block";

/** The placeholder for the signing key until it is shown. */
const PLACEHOLDER = "whsec_YOUR_SIGNING_KEY";

const code = "rounded-sm bg-muted px-1 py-0.5 font-mono text-xs text-foreground";

/** A complete receiver as a starting point. */
export function ReceiverSnippet({ signingKey }: { signingKey: string | undefined }) {
  return (
    <details className="group min-w-0 text-sm">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm font-medium hover:text-primary">
        <ChevronRight
          aria-hidden
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        Example receiver in Node
      </summary>
      <div className="mt-3 grid min-w-0 gap-3">
        <p className="text-pretty text-muted-foreground">
          Save as <code className={code}>receiver.mjs</code>, run <code className={code}>node receiver.mjs</code>, and
          set <code className={code}>http://localhost:4000</code> as the primary endpoint. By default, Keyhold doesn't
          call local addresses. Start Keyhold with <code className={code}>KEYHOLD_OUTBOUND_ALLOW=localhost:4000</code>.{" "}
          {signingKey ? "The code contains your signing key." : "Show the signing key above to fill it in."}
        </p>
        <CodeBlock code={webhookReceiverSnippet(signingKey ?? PLACEHOLDER)} language="js" title="receiver.mjs" />
      </div>
    </details>
  );
}

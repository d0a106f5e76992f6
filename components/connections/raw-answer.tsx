import { ChevronRight } from "lucide-react";
import { CodeBlock } from "@/components/shared/code-block";

/** The provider's answer as it came, for what the fields above do not name. Folded, for it repeats the secrets. */
export function RawAnswer({ raw }: { raw: unknown }) {
  if (typeof raw !== "object" || raw === null || Object.keys(raw).length === 0) return null;
  return (
    <details className="group min-w-0 text-sm">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        The provider's answer, unmasked
      </summary>
      <CodeBlock code={JSON.stringify(raw, null, 2)} language="json" className="mt-3" />
    </details>
  );
}

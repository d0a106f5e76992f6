import { cn } from "@/lib/utils";
import { CopyButton } from "./copy-button";
import { highlight, type Language, type TokenKind } from "./highlight";

const COLOURS: Record<TokenKind, string | undefined> = {
  plain: undefined,
  keyword: "text-code-keyword",
  string: "text-code-string",
  number: "text-code-number",
  comment: "text-code-comment",
};

interface CodeBlockProps {
  code: string;
  language?: Language;
  /** Names the snippet, such as a file name; shown above it. */
  title?: string;
  className?: string;
}

/** A snippet to read and to copy. It scrolls by itself, with the keys too. */
export function CodeBlock({ code, language = "text", title, className }: CodeBlockProps) {
  return (
    <div
      data-slot="code-block"
      className={cn("relative min-w-0 overflow-hidden rounded-lg border bg-code text-code-foreground", className)}
    >
      {title && <div className="border-b px-4 py-2 font-mono text-muted-foreground text-xs">{title}</div>}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keys
        tabIndex={0}
        className="overflow-x-auto p-4 pr-12 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        <code>
          {highlight(code, language).map(({ kind, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
            <span key={index} className={COLOURS[kind]}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      {/* Reaches to the edge, so that no code peeps out beside it. */}
      <div className={cn("absolute right-0 bg-linear-to-l from-70% from-code p-1.5 pl-6", title ? "top-8.5" : "top-0")}>
        <CopyButton value={code} label="Copy the snippet" />
      </div>
    </div>
  );
}

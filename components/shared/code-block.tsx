import { cn } from "@/lib/utils";
import { CopyButton } from "./copy-button";
import { highlight, type Language, type TokenKind } from "./highlight";

const COLORS: Record<TokenKind, string | undefined> = {
  plain: undefined,
  keyword: "text-code-keyword",
  string: "text-code-string",
  number: "text-code-number",
  comment: "text-code-comment",
};

interface CodeBlockProps {
  code: string;
  language?: Language;
  /** A title above the snippet, such as a file name. */
  title?: string;
  className?: string;
}

/** A snippet with a copy button. It scrolls on its own and can be scrolled with the keyboard. */
export function CodeBlock({ code, language = "text", title, className }: CodeBlockProps) {
  return (
    <div
      data-slot="code-block"
      className={cn("relative min-w-0 overflow-hidden rounded-lg border bg-code text-code-foreground", className)}
    >
      {title && <div className="border-b px-4 py-2 font-mono text-muted-foreground text-xs">{title}</div>}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable with the keyboard
        tabIndex={0}
        className="overflow-x-auto p-4 pr-12 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        <code>
          {highlight(code, language).map(({ kind, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no key other than their index
            <span key={index} className={COLORS[kind]}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      {/* Reaches to the edge, so that no code shows next to it. */}
      <div className={cn("absolute right-0 bg-linear-to-l from-70% from-code p-1.5 pl-6", title ? "top-8.5" : "top-0")}>
        <CopyButton value={code} label="Copy snippet" />
      </div>
    </div>
  );
}

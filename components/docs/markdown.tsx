import Link from "next/link";
import type { ComponentProps } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "@/components/shared/code-block";
import type { Language } from "@/components/shared/highlight";
import { docsPath } from "./docs-path";

const LANGUAGES: Record<string, Language> = { sh: "bash", bash: "bash", js: "js", json: "json" };

/** A code block, given as `<pre><code class="language-…">`, with a copy button. */
function Pre({ children }: ComponentProps<"pre">) {
  const code = children as { props?: { className?: string; children?: unknown } } | undefined;
  const language = LANGUAGES[code?.props?.className?.replace("language-", "") ?? ""] ?? "text";
  return <CodeBlock code={String(code?.props?.children ?? "").trimEnd()} language={language} className="my-4" />;
}

function Anchor({ href = "", children }: ComponentProps<"a">) {
  const className = "text-primary underline underline-offset-4";
  if (/^https?:/.test(href)) {
    return (
      <a href={href} className={className} rel="noreferrer">
        {children}
      </a>
    );
  }
  return (
    <Link href={docsPath(href)} className={className} prefetch={false}>
      {children}
    </Link>
  );
}

function Table({ children }: ComponentProps<"table">) {
  return (
    <div className="my-4 overflow-x-auto rounded-lg border">
      <table className="w-full text-left text-sm">{children}</table>
    </div>
  );
}

const PARTS: Components = {
  pre: Pre,
  a: Anchor,
  table: Table,
  h2: ({ children }) => <h2 className="mt-10 mb-3 font-semibold text-xl">{children}</h2>,
  h3: ({ children }) => <h3 className="mt-8 mb-2 font-semibold text-base">{children}</h3>,
  p: ({ children }) => <p className="my-3 text-pretty leading-7">{children}</p>,
  ul: ({ children }) => <ul className="my-3 list-disc space-y-1 pl-6">{children}</ul>,
  ol: ({ children }) => <ol className="my-3 list-decimal space-y-1 pl-6">{children}</ol>,
  th: ({ children }) => <th className="border-b bg-muted px-3 py-2 font-medium">{children}</th>,
  td: ({ children }) => <td className="border-b px-3 py-2 align-top">{children}</td>,
  code: ({ children }) => <code className="rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.875em]">{children}</code>,
};

/** Renders Markdown as a documentation page. */
export function Markdown({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} components={PARTS}>
      {text}
    </ReactMarkdown>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "@/components/docs/docs-frame";
import { Markdown } from "@/components/docs/markdown";
import { readDoc } from "@/server/docs/read";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Error ${(await params).code}` };
}

/** Explains one error code and what to do. The `doc_url` of an error points here. */
export default async function ErrorPage({ params }: Props) {
  const page = await readDoc("errors", (await params).code);
  if (!page) notFound();
  return (
    <DocsFrame title={<code className="font-mono">{page.title}</code>} section="Error code">
      <Markdown text={page.text} />
    </DocsFrame>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "@/components/docs/docs-frame";
import { Markdown } from "@/components/docs/markdown";
import { readDoc } from "@/server/docs/read";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readDoc("guides", (await params).name))?.title ?? "Not found" };
}

/** One guide. */
export default async function GuidePage({ params }: Props) {
  const page = await readDoc("guides", (await params).name);
  if (!page) notFound();
  return (
    <DocsFrame title={page.title} section="Guide">
      <Markdown text={page.text} />
    </DocsFrame>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "@/components/docs/docs-frame";
import { Markdown } from "@/components/docs/markdown";
import { type DocKind, readDoc } from "@/server/docs/read";

interface Props {
  params: Promise<{ path: string[] }>;
}

const SECTIONS: Record<Exclude<DocKind, "errors">, string> = {
  pages: "Documentation",
  guides: "Guide",
  decisions: "Decision",
};

async function find({ params }: Props) {
  const { path } = await params;
  const [kind = "", name = "", ...rest] = path.length === 1 ? ["pages", ...path] : path;
  if (!Object.hasOwn(SECTIONS, kind) || rest.length > 0) return null;
  const known = kind as keyof typeof SECTIONS;
  const page = await readDoc(known, name);
  return page && { ...page, section: SECTIONS[known] };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await find(props))?.title ?? "Not found" };
}

/** One page of docs/, except the error codes. */
export default async function DocPage(props: Props) {
  const page = await find(props);
  if (!page) notFound();
  return (
    <DocsFrame title={page.title} section={page.section}>
      <Markdown text={page.text} />
    </DocsFrame>
  );
}

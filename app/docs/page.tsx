import type { Metadata } from "next";
import Link from "next/link";
import { DocsFrame } from "@/components/docs/docs-frame";
import { type DocPage, readDocs } from "@/server/docs/read";

export const metadata: Metadata = { title: "Documentation" };

/** Lists all documentation on this instance. */
export default async function DocsPage() {
  const kinds = ["guides", "pages", "errors", "decisions"] as const;
  const [guides = [], pages = [], errors = [], decisions = []] = await Promise.all(kinds.map(readDocs));
  return (
    <DocsFrame title="Documentation" section="Keyhold">
      <h2 className="mt-8 mb-3 font-semibold text-xl">Guides</h2>
      <ul className="grid gap-2">
        <PageLinks pages={guides} base="/docs/guides" />
      </ul>
      <h2 className="mt-10 mb-3 font-semibold text-xl">Reference</h2>
      <ul className="grid gap-2">
        <li>
          <a href="/openapi.json" className="text-primary underline underline-offset-4">
            API reference (OpenAPI)
          </a>
        </li>
        <PageLinks pages={pages} base="/docs" />
      </ul>
      <h2 className="mt-10 mb-3 font-semibold text-xl">Error codes</h2>
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {errors.map(({ name }) => (
          <li key={name}>
            <Link href={`/docs/errors/${name}`} prefetch={false} className="font-mono text-sm hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <h2 className="mt-10 mb-3 font-semibold text-xl">Decisions</h2>
      <ul className="grid gap-2">
        <PageLinks pages={decisions} base="/docs/decisions" />
      </ul>
    </DocsFrame>
  );
}

function PageLinks({ pages, base }: { pages: DocPage[]; base: string }) {
  return pages.map(({ name, title }) => (
    <li key={name}>
      <Link href={`${base}/${name}`} prefetch={false} className="text-primary underline underline-offset-4">
        {title}
      </Link>
    </li>
  ));
}

import type { Metadata } from "next";
import Link from "next/link";
import { DocsFrame } from "@/components/docs/docs-frame";
import { readDocs } from "@/server/docs/read";

export const metadata: Metadata = { title: "Documentation" };

/** Lists all documentation on this instance. */
export default async function DocsPage() {
  const [guides, pages, errors] = await Promise.all([readDocs("guides"), readDocs("pages"), readDocs("errors")]);
  return (
    <DocsFrame title="Documentation" section="Keyhold">
      <h2 className="mt-8 mb-3 font-semibold text-xl">Guides</h2>
      <ul className="grid gap-2">
        {guides.map(({ name, title }) => (
          <li key={name}>
            <Link href={`/docs/guides/${name}`} className="text-primary underline underline-offset-4">
              {title}
            </Link>
          </li>
        ))}
      </ul>
      <h2 className="mt-10 mb-3 font-semibold text-xl">Reference</h2>
      <ul className="grid gap-2">
        <li>
          <a href="/openapi.json" className="text-primary underline underline-offset-4">
            API reference (OpenAPI)
          </a>
        </li>
        {pages.map(({ name, title }) => (
          <li key={name}>
            <Link href={`/docs/${name}`} className="text-primary underline underline-offset-4">
              {title}
            </Link>
          </li>
        ))}
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
    </DocsFrame>
  );
}

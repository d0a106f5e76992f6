import Link from "next/link";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { Badge } from "@/components/ui/badge";
import { schemeLabel } from "@/wire/schemes";
import { categoryLabel } from "./category-label";
import type { CatalogEntry } from "./search-providers";

/** A provider in the catalog picker. */
export function CatalogCard({ entry, href }: { entry: CatalogEntry; href: string }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        className="flex h-full items-center gap-3 rounded-lg border bg-card p-3 outline-none transition-colors hover:border-primary/50 hover:bg-accent/50 focus-visible:ring-2 focus-visible:ring-ring"
      >
        <ProviderLogo slug={entry.slug} name={entry.name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{entry.name}</span>
          <span className="block truncate text-xs text-muted-foreground">
            {entry.categories.map(categoryLabel).join(", ")}
          </span>
        </span>
        <Badge variant="outline" className="shrink-0">
          {schemeLabel(entry.scheme)}
        </Badge>
      </Link>
    </li>
  );
}

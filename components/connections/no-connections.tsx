"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plug, SearchX } from "lucide-react";
import Link from "next/link";
import { Empty } from "@/components/shared/empty";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { NO_FILTERS, useConnectionFilters } from "./use-connection-filters";

/** The empty state before the first connection: says what to do. */
export function NoConnections({ env }: { env: string }) {
  const { data } = useSuspenseQuery(useTRPC().integrations.list.queryOptions());
  const hint =
    data.length === 0
      ? "A connection belongs to an integration. Add an integration first. The provider lab works without an account elsewhere."
      : "Create a connect link to add the first one, or add a test connection to see what your users see.";
  return (
    <Empty icon={Plug} title="No connections yet" hint={hint}>
      <Button asChild variant="outline">
        <Link href={`/dashboard/${env}/getting-started`}>Open getting started</Link>
      </Button>
    </Empty>
  );
}

/** The empty state when no connection matches the filters. */
export function NoMatch() {
  const [filters, change] = useConnectionFilters();
  const text = filters.search.trim();
  return (
    <Empty
      icon={SearchX}
      title={text === "" ? "No connections match these filters" : `No connections match “${text}”`}
      hint="The search covers IDs, names, email addresses and tags. Clear the filters to see all connections."
    >
      <Button variant="outline" onClick={() => change(NO_FILTERS)}>
        {" "}
        Clear filters{" "}
      </Button>
    </Empty>
  );
}

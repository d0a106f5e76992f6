"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plug, SearchX } from "lucide-react";
import Link from "next/link";
import { Empty } from "@/components/shared/empty";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { NO_FILTERS, useConnectionFilters } from "./use-connection-filters";

/** Before the first connection: says what leads to it. */
export function NoConnections({ env }: { env: string }) {
  const { data } = useSuspenseQuery(useTRPC().integrations.list.queryOptions());
  const hint =
    data.length === 0
      ? "A connection belongs to an integration. Add one first; the provider lab needs no account elsewhere."
      : "Add a test connection to go through it as your users will, or let your backend create a connect session for one of them.";
  return (
    <Empty icon={Plug} title="No connections yet" hint={hint}>
      <Button asChild variant="outline">
        <Link href={`/dashboard/${env}/getting-started`}>Show me step by step</Link>
      </Button>
    </Empty>
  );
}

/** The filters leave nothing. */
export function NoMatch() {
  const [filters, change] = useConnectionFilters();
  const words = filters.search.trim();
  return (
    <Empty
      icon={SearchX}
      title={words === "" ? "No connection fits these filters" : `No connection fits “${words}”`}
      hint="The search looks at ids, names, e-mail addresses and tags. Clear the filters to see all connections."
    >
      <Button variant="outline" onClick={() => change(NO_FILTERS)}>
        Clear the filters
      </Button>
    </Empty>
  );
}

"use client";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useDeferredValue } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/utils";
import { ConnectionRow } from "./connection-row";
import { isFiltered, readFilters } from "./filters";
import { connectionListOptions } from "./list-options";
import { NoConnections, NoMatch } from "./no-connections";

/** The environment's connections that match the filters in the URL, page by page. */
export function ConnectionTable({ env }: { env: string }) {
  const params = useSearchParams();
  const shown = useDeferredValue(params); // keeps the old rows, dimmed, until the new ones are loaded
  const filters = readFilters((name) => shown.get(name));
  const list = useSuspenseInfiniteQuery({
    ...connectionListOptions(useTRPC(), filters),
    refetchOnWindowFocus: "always", // the user may return from the tab where they connected an account
  });
  const rows = list.data.pages.flatMap(({ connections }) => connections);
  if (rows.length === 0) return isFiltered(filters) ? <NoMatch /> : <NoConnections env={env} />;
  return (
    <div aria-busy={shown !== params} className={cn("grid gap-3 transition-opacity", shown !== params && "opacity-60")}>
      <Table aria-label="Connections">
        <ConnectionHead />
        <TableBody>
          {rows.map((connection) => (
            <ConnectionRow key={connection.id} env={env} connection={connection} />
          ))}
        </TableBody>
      </Table>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-muted-foreground text-sm">
          {countLabel(rows.length, list.hasNextPage)}
        </p>
        {list.hasNextPage && (
          <Button variant="outline" pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </div>
  );
}

function countLabel(count: number, hasMore: boolean): string {
  if (hasMore) return `The newest ${count.toLocaleString("en")} connections`;
  return count === 1 ? "1 connection" : `${count.toLocaleString("en")} connections`;
}

function ConnectionHead() {
  return (
    <TableHeader>
      <TableRow>
        <TableHead>End user</TableHead>
        <TableHead className="hidden sm:table-cell">Integration</TableHead>
        <TableHead className="hidden lg:table-cell">Connection ID</TableHead>
        <TableHead>Health</TableHead>
        <TableHead className="hidden md:table-cell">Last used</TableHead>
        <TableHead className="hidden xl:table-cell">Expires</TableHead>
        <TableHead className="hidden text-right xl:table-cell">Created</TableHead>
      </TableRow>
    </TableHeader>
  );
}

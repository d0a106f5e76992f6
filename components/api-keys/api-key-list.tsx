"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { Empty } from "@/components/shared/empty";
import { RelativeTime } from "@/components/shared/relative-time";
import { useTRPC } from "@/components/shared/trpc";
import { badgeVariants } from "@/components/ui/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ApiKeyItem } from "@/wire/api-keys";
import { DeleteApiKey } from "./delete-api-key";
import { RevealApiKey } from "./reveal-api-key";
import { accessLabel, FULL_ACCESS } from "./scope-groups";

/** The environment's API keys. */
export function ApiKeyList() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apiKeys.list.queryOptions());
  if (data.length === 0) {
    return (
      <Empty
        icon={KeyRound}
        title="No API keys yet"
        hint="Create a key for each service that calls this environment's API."
      />
    );
  }
  return (
    <Table aria-label="API keys">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead className="hidden md:table-cell">Key</TableHead>
          <TableHead>Access</TableHead>
          <TableHead className="hidden sm:table-cell">Last used</TableHead>
          <TableHead className="hidden lg:table-cell">Created</TableHead>
          <TableHead className="w-px">
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.map((item) => (
          <ApiKeyRow key={item.id} item={item} />
        ))}
      </TableBody>
    </Table>
  );
}

function ApiKeyRow({ item }: { item: ApiKeyItem }) {
  const { name, prefix, scopes, canReveal, lastUsedAt, createdAt } = item;
  return (
    <TableRow>
      <TableCell className="max-w-0 sm:max-w-64">
        <span className="block truncate font-medium" title={name}>
          {name}
        </span>
        <code className="block truncate font-mono text-muted-foreground text-xs md:hidden">{prefix}…</code>
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <code className="font-mono text-xs">{prefix}…</code>
      </TableCell>
      <TableCell className="w-px sm:w-auto">
        <AccessBadge scopes={scopes} />
      </TableCell>
      <TableCell className="hidden text-muted-foreground sm:table-cell">
        {lastUsedAt ? <RelativeTime date={lastUsedAt} /> : "Never"}
      </TableCell>
      <TableCell className="hidden text-muted-foreground lg:table-cell">
        <RelativeTime date={createdAt} />
      </TableCell>
      <TableCell className="text-right">
        <span className="inline-flex gap-1">
          {canReveal && <RevealApiKey item={item} />}
          <DeleteApiKey item={item} />
        </span>
      </TableCell>
    </TableRow>
  );
}

/** Summarizes the access of a key. A click lists its scopes. */
function AccessBadge({ scopes }: { scopes: readonly string[] }) {
  const variant = scopes.includes(FULL_ACCESS) ? "default" : "secondary";
  return (
    <Popover>
      <PopoverTrigger className={badgeVariants({ variant })}>{accessLabel(scopes)}</PopoverTrigger>
      <PopoverContent>
        <ul aria-label="Scopes" className="grid gap-1.5">
          {scopes.map((scope) => (
            <li key={scope} className="break-all font-mono text-xs">
              {scope}
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}

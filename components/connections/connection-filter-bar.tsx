"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { HEALTH } from "@/components/dashboard/health";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { HEALTH_STATES } from "@/wire/connections";
import { type ConnectionFilters, isFiltered, readFilters } from "./filters";
import { NO_FILTERS, useConnectionFilters } from "./use-connection-filters";
import { useTypedSearch } from "./use-typed-search";

/** Filters the list by search text, integration and health. */
export function ConnectionFilterBar() {
  const [filters, change] = useConnectionFilters();
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2">
      <SearchBox value={filters.search} onSearch={(search) => change({ search })} />
      <QueryBoundary fallback={<Skeleton className="h-9 flex-1 basis-36 sm:w-48 sm:flex-none" />}>
        <IntegrationSelect value={filters.integration} onChoose={(integration) => change({ integration })} />
      </QueryBoundary>
      <HealthSelect
        value={filters.health}
        onChoose={(text) => change({ health: readFilters((name) => (name === "health" ? text : "")).health })}
      />
      {isFiltered(filters) && (
        <Button variant="ghost" onClick={() => change(NO_FILTERS)}>
          <X aria-hidden /> Clear
        </Button>
      )}
    </search>
  );
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const { text, type } = useTypedSearch(value, onSearch);
  return (
    <div className="relative w-full sm:w-80">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label="Search connections"
        placeholder="ID, user, email or tag"
        maxLength={255}
        className="pl-9 [&::-webkit-search-cancel-button]:appearance-none"
        value={text}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
}

interface SelectProps<T extends string> {
  value: T;
  onChoose: (value: string) => void;
}

function IntegrationSelect({ value, onChoose }: SelectProps<ConnectionFilters["integration"]>) {
  const { data } = useSuspenseQuery(useTRPC().integrations.list.queryOptions());
  const isUnknown = value !== "" && !data.some(({ uniqueKey }) => uniqueKey === value);
  return (
    <NativeSelect
      aria-label="Integration"
      className="min-w-0 flex-1 basis-36 sm:w-48 sm:flex-none"
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">All integrations</option>
      {isUnknown && <option value={value}>{value}</option>}
      {data.map(({ uniqueKey }) => (
        <option key={uniqueKey} value={uniqueKey}>
          {uniqueKey}
        </option>
      ))}
    </NativeSelect>
  );
}

function HealthSelect({ value, onChoose }: SelectProps<ConnectionFilters["health"]>) {
  return (
    <NativeSelect
      aria-label="Health"
      className="min-w-0 flex-1 basis-36 sm:w-40 sm:flex-none"
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">Any health</option>
      {HEALTH_STATES.map((state) => (
        <option key={state} value={state}>
          {HEALTH[state].label}
        </option>
      ))}
    </NativeSelect>
  );
}

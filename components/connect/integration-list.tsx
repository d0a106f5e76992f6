"use client";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Integration } from "@/wire/integrations";
import type { ConnectEndUser } from "./end-user";
import { EndUserLine } from "./end-user-line";
import { ScreenHeading } from "./screen-heading";
import { SEARCH_FROM, searchByName } from "./search";
import type { Texts } from "./texts";
import { useTexts } from "./texts-context";
import { useListKeys } from "./use-list-keys";

interface IntegrationListProps {
  integrations: readonly Integration[];
  product: string;
  endUser: ConnectEndUser | null;
  onChoose: (key: string) => void;
}

/** The accounts that this connect link offers, with a search field when there are many. */
export function IntegrationList({ integrations, product, endUser, onChoose }: IntegrationListProps) {
  const t = useTexts();
  const [query, setQuery] = useState("");
  const { list, search, onKeyDown } = useListKeys();
  const found = searchByName(integrations, query);
  const clear = () => {
    setQuery("");
    search.current?.focus();
  };
  const isSearchable = integrations.length >= SEARCH_FROM;
  return (
    // The keys only move the focus between controls that work without them.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div onKeyDown={onKeyDown}>
      <ScreenHeading>{t("list_heading", { product })}</ScreenHeading>
      <EndUserLine endUser={endUser} />
      {isSearchable ? (
        <div className="mt-5">
          <Input
            ref={search}
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder={t("search_placeholder")}
            aria-label={t("search_label")}
            autoComplete="off"
            spellCheck={false}
          />
          <p role="status" className="mt-2 text-muted-foreground text-xs tabular-nums">
            {countOf(t, found.length, integrations.length)}
          </p>
        </div>
      ) : (
        <p className="mt-5 text-muted-foreground text-sm">{t("list_lead")}</p>
      )}
      {found.length > 0 ? (
        <ul ref={list} aria-label={t("list_label")} className="mt-3 flex flex-col gap-2">
          {found.map((integration) => (
            <li key={integration.unique_key}>
              <IntegrationButton integration={integration} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      ) : (
        <NoHit query={query} product={product} onClear={clear} />
      )}
    </div>
  );
}

function countOf(t: Texts, shown: number, all: number): string {
  return shown === all ? t("list_count", { all }) : t("list_found", { shown, all });
}

function IntegrationButton({ integration, onChoose }: { integration: Integration; onChoose: (key: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => onChoose(integration.unique_key)}
      className="group flex min-h-14 w-full items-center gap-3 rounded-lg border bg-card px-3 py-2 text-left outline-none transition-colors hover:bg-muted focus-visible:border-ring focus-visible:ring-3 focus-visible:ring-ring/50"
    >
      <ProviderLogo slug={integration.provider} name={integration.display_name} />
      <span className="min-w-0 flex-1 break-words font-medium text-sm">{integration.display_name}</span>
      <ChevronRight
        aria-hidden
        className="size-4 shrink-0 text-muted-foreground motion-safe:transition-transform motion-safe:group-hover:translate-x-0.5"
      />
    </button>
  );
}

function NoHit({ query, product, onClear }: { query: string; product: string; onClear: () => void }) {
  const t = useTexts();
  return (
    <div className="mt-3 rounded-lg border border-dashed p-6 text-center">
      <p className="break-words font-medium text-sm">{t("search_empty", { query })}</p>
      <p className="mt-1 text-muted-foreground text-sm">{t("search_empty_hint", { product })}</p>
      <Button variant="outline" className="mt-4" onClick={onClear}>
        {t("search_clear")}
      </Button>
    </div>
  );
}

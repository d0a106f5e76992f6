"use client";
import { useState } from "react";
import { cn } from "@/lib/utils";
import { schemeLabel } from "@/wire/schemes";
import { categoryLabel } from "./category-label";
import type { CatalogFilters, ChipCount } from "./search-providers";

const FIRST_CATEGORIES = 10;

interface Props {
  filters: CatalogFilters;
  counts: { schemes: ChipCount[]; categories: ChipCount[] };
  onChange: (change: Partial<CatalogFilters>) => void;
}

/** The catalog filters: scheme and category, each choice with its number of matches. */
export function CatalogChips({ filters, counts, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const categories = counts.categories.filter(
    ({ value }, index) => isOpen || index < FIRST_CATEGORIES || value === filters.category,
  );
  const hidden = counts.categories.length - categories.length;
  return (
    <div className="grid gap-3">
      <ChipRow
        label="Scheme"
        chips={counts.schemes}
        chosen={filters.scheme}
        nameOf={schemeLabel}
        onChoose={(scheme) => onChange({ scheme })}
      />
      <ChipRow
        label="Category"
        chips={categories}
        chosen={filters.category}
        nameOf={categoryLabel}
        onChoose={(category) => onChange({ category })}
      >
        {hidden > 0 && (
          <button
            type="button"
            className="px-2 py-1 text-sm text-muted-foreground underline-offset-4 hover:underline"
            onClick={() => setOpen(true)}
          >
            {hidden} more
          </button>
        )}
      </ChipRow>
    </div>
  );
}

interface ChipRowProps {
  label: string;
  chips: ChipCount[];
  chosen: string;
  nameOf: (value: string) => string;
  onChoose: (value: string) => void;
  children?: React.ReactNode;
}

function ChipRow({ label, chips, chosen, nameOf, onChoose, children }: ChipRowProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{label}</legend>
      {chips.map(({ value, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value === chosen ? "" : value)}
          className={cn(
            "inline-flex items-center gap-1.5 rounded-full border px-3 py-1 text-sm outline-none transition-colors focus-visible:ring-2 focus-visible:ring-ring",
            value === chosen ? "border-primary bg-primary text-primary-foreground" : "bg-card hover:bg-accent",
          )}
        >
          {nameOf(value)}
          <span className={cn("text-xs tabular-nums", value === chosen ? "opacity-80" : "text-muted-foreground")}>
            {count}
          </span>
        </button>
      ))}
      {children}
    </fieldset>
  );
}

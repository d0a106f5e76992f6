import type { Outcome } from "./journey";

type Say = (line: string) => void;
type Cell = string | number;

function row(cells: readonly Cell[], widths: readonly number[]): string {
  return cells
    .map((cell, index) =>
      index === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[index] ?? 0),
    )
    .join("  ");
}

function table(say: Say, head: readonly string[], rows: readonly Cell[][]): void {
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((cells) => String(cells[index]).length)));
  say(row(head, widths));
  for (const cells of rows) say(row(cells, widths));
}

/** Prints the results of each scheme. */
export function reportSchemes(say: Say, outcomes: readonly Outcome[]): void {
  const schemes = [...new Set(outcomes.map(({ scheme }) => scheme))].sort();
  const count = (list: readonly Outcome[], test: (outcome: Outcome) => unknown) => list.filter(test).length;
  const rowOf = (name: string, list: readonly Outcome[]): Cell[] => [
    name,
    list.length,
    count(list, ({ connected }) => connected),
    count(list, ({ called }) => called),
    count(list, ({ renewed }) => renewed),
    count(list, ({ revoked }) => revoked),
    count(list, ({ problem }) => problem),
  ];
  const rows = schemes.map((name) =>
    rowOf(
      name,
      outcomes.filter(({ scheme }) => scheme === name),
    ),
  );
  say("");
  table(
    say,
    ["scheme", "entries", "connected", "called", "refreshed", "revoked", "failed"],
    [...rows, rowOf("all", outcomes)],
  );
}

/** Prints how many entries use each option, and lists the unused ones separately. @returns how many are unused. */
export function reportCoverage(say: Say, counts: readonly [string, number][]): number {
  say("");
  say("Catalog options, and how many entries use each:");
  const width = Math.max(...counts.map(([option]) => option.length)) + 6;
  const cells = counts.map(([option, count]) => `${option.padEnd(width - 5)}${String(count).padStart(3)}  `);
  for (let index = 0; index < cells.length; index += 2)
    say(
      cells
        .slice(index, index + 2)
        .join("")
        .trimEnd(),
    );
  const unused = counts.filter(([, count]) => count === 0).map(([option]) => option);
  if (unused.length > 0) say(`\nNot used by any entry: ${unused.join(", ")}`);
  return unused.length;
}

function row(cells, widths) {
  return cells
    .map((cell, index) => (index === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[index])))
    .join("  ");
}

function table(say, head, rows) {
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((cells) => String(cells[index]).length)));
  say(row(head, widths));
  for (const cells of rows) say(row(cells, widths));
}

/** Prints how each scheme did. */
export function reportSchemes(say, outcomes) {
  const schemes = [...new Set(outcomes.map(({ scheme }) => scheme))].sort();
  const count = (list, test) => list.filter(test).length;
  const rowOf = (name, list) => [
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
    ["scheme", "entries", "connected", "called", "renewed", "revoked", "failed"],
    [...rows, rowOf("all", outcomes)],
  );
}

/** Prints how many entries use each option; those of none stand apart. @returns how many have none. */
export function reportCoverage(say, counts) {
  say("");
  say("Options of the catalog's vocabulary, and how many entries use each:");
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
  if (unused.length > 0) say(`\nUSED BY NO ENTRY: ${unused.join(", ")}`);
  return unused.length;
}

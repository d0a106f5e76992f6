// Prints metrics for the source tree: `npm run house`. A test checks the first three.
import { ROOT } from "../lib/root.mjs";
import { houseFigures } from "./figures";

const figures = houseFigures(ROOT);
const width = Math.max(...figures.map(({ name }) => name.length));
const say = (line: string) => process.stdout.write(`${line}\n`);

for (const { name, value, goal, items = [] } of figures) {
  say(`${name.padEnd(width)}  ${value.padStart(5)}  goal ${goal}`);
  for (const item of items) say(`    ${item}`);
}
say(`
The callback metric follows an OAuth callback from server/main.ts to its route, then depth first through each function
that finishAuthorization calls when an OAuth 2.0 connection succeeds. Each call into a file of another row of
scripts/imports/order.ts counts as one change. A return counts if the caller continues. Schemas, data and the
foundation (wire, providers, protocols, core, db, crypto, net) don't count. Tests are *.test.*, testing/, e2e/, simulator/, bench/faults and scripts/prove.`);

// Prints figures of the source tree: `npm run house`. A test checks the first three.
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
An OAuth callback is followed from server/main.ts by imports to its route, then through every function that
finishAuthorization uses when an OAuth 2.0 connection succeeds, depth first. Each step into a file of another row of
scripts/imports/order.ts is a change; returns count when more of the earlier folder follows. Shapes, data and the
foundation (wire, providers, protocols, core, db, crypto, net) don't count. Tests are *.test.*, testing/, e2e/, simulator/, bench/faults and scripts/prove.`);

// Checks who imports whom (docs: CONTRIBUTING.md). One line per broken rule; exit code 1 then.
import path from "node:path";
import { readGraph } from "./imports/read.mjs";
import { brokenRules, findCycles } from "./imports/rules.mjs";

const FOLDERS = ["app", "components", "lib", "wire", "server", "simulator", "providers", "proxy.ts", "next.config.mjs"];
const root = path.resolve(import.meta.dirname, "..");

const edges = readGraph(root, FOLDERS).filter(({ from }) => !from.includes("/generated/"));
const problems = edges.flatMap((edge) =>
  brokenRules(edge).map((rule) => `${edge.from}:${edge.line} imports ${edge.to ?? edge.package}: ${rule}`),
);
for (const cycle of findCycles(edges)) problems.push(`import cycle: ${cycle.join(" → ")}`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${edges.length} imports looked at, ${problems.length} against the rules\n`);
if (problems.length > 0) process.exitCode = 1;

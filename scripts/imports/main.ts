// Checks the import rules and the rule about schemes (see CONTRIBUTING.md). Prints one line per violation, and exits with
// code 1 if there are any.
import { ROOT } from "../lib/root.mjs";
import { readGraph, topLevel } from "./read";
import { brokenRules, fileCycles, folderCycles } from "./rules";
import { schemeProblems } from "./schemes/rule";

const edges = readGraph(ROOT, topLevel(ROOT));
const problems = edges.flatMap((edge) =>
  brokenRules(edge).map((rule) => `${edge.from}:${edge.line} imports ${edge.to ?? edge.package}: ${rule}`),
);
for (const cycle of fileCycles(edges)) problems.push(`import cycle: ${cycle.join(" → ")}`);
for (const cycle of folderCycles(edges)) problems.push(`folder cycle: ${cycle.join(" → ")}`);
for (const { file, line, sentence } of schemeProblems(ROOT)) problems.push(`${file}:${line} ${sentence}`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${edges.length} imports checked, ${problems.length} against the rules\n`);
if (problems.length > 0) process.exitCode = 1;

import { readGraph, sourceFiles, topLevel } from "../imports/read";
import { brokenRules, type Edge, folderCycles } from "../imports/rules";
import { schemeProblems } from "../imports/schemes/rule";
import { callbackPath } from "./callback";
import { type FileFacts, factsOf } from "./files";

const LONG_FILE = 300;

/** One line of the table. */
export interface Figure {
  name: string;
  value: string;
  goal: string;
  /** The counted items, if a list helps. */
  items?: readonly string[];
}

/** Returns the figures that must be 0, with their items. */
export function zeroFigures(root: string, edges: readonly Edge[]): { name: string; items: string[] }[] {
  const upward = edges.flatMap((edge) =>
    brokenRules(edge).map((rule) => `${edge.from}:${edge.line} imports ${edge.to ?? edge.package}: ${rule}`),
  );
  return [
    { name: "folder cycles", items: folderCycles(edges).map((cycle) => cycle.join(" → ")) },
    { name: "imports that break the folder order", items: upward },
    {
      name: "files that compare schemes outside server/schemes and wire",
      items: [...new Set(schemeProblems(root).map(({ file }) => file))],
    },
  ];
}

/** Returns all figures of the source tree. */
export function houseFigures(root: string): Figure[] {
  const folders = topLevel(root);
  const edges = readGraph(root, folders);
  const facts = sourceFiles(root, folders).map((file) => factsOf(root, file));
  const zero = zeroFigures(root, edges).map(({ name, items }) => ({
    name,
    value: `${items.length}`,
    goal: "0",
    items,
  }));
  return [...zero, callback(root, edges), ...codeFigures(facts)];
}

function callback(root: string, edges: readonly Edge[]): Figure {
  const { files, folderChanges } = callbackPath(root, edges);
  const name = `folder changes of an OAuth callback (${new Set(files).size} files)`;
  return { name, value: `${folderChanges}`, goal: "≤ 25" };
}

function codeFigures(facts: readonly FileFacts[]): Figure[] {
  const source = facts.filter(({ isTest }) => !isTest);
  const sum = (list: readonly FileFacts[], read: (facts: FileFacts) => number) =>
    list.reduce((total, one) => total + read(one), 0);
  const longFunctions = source.flatMap(({ file, longFunctions: lines }) => lines.map((line) => `${file}:${line}`));
  const longFiles = facts.filter(({ lines }) => lines > LONG_FILE).map(({ file, lines }) => `${file} (${lines})`);
  const withAny = facts.filter(({ anys }) => anys > 0).map(({ file }) => file);
  const documented = sum(source, (one) => one.documented) / sum(source, (one) => one.exported);
  const tests =
    sum(facts, ({ isTest, lines }) => (isTest ? lines : 0)) /
    sum(facts, ({ isProduct, lines }) => (isProduct ? lines : 0));
  return [
    { name: "functions longer than 80 lines", value: `${longFunctions.length}`, goal: "0", items: longFunctions },
    { name: `files longer than ${LONG_FILE} lines`, value: `${longFiles.length}`, goal: "few", items: longFiles },
    { name: "exported functions with a docstring", value: `${Math.floor(documented * 100)} %`, goal: "≥ 90 %" },
    { name: "uses of the type any", value: `${sum(facts, ({ anys }) => anys)}`, goal: "0", items: withAny },
    { name: "test lines per product line", value: tests.toFixed(2), goal: "≥ 0.9" },
  ];
}

import { ORDER } from "./order";

/** One import. Either `to` is a path in the checkout, or `package` a package or `node:` module. The other one is null. */
export interface Edge {
  from: string;
  to: string | null;
  package: string | null;
  /** The compiler removes it. */
  isType: boolean;
  line: number;
}

/** Returns what is wrong with one import, or undefined. */
type Rule = (edge: Edge) => string | undefined;

const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);
/** Top-level files that Next loads in the product. */
const isNextEntry = (file: string) => file === "proxy.ts" || file === "instrumentation.ts";
const isConfig = (file: string) => !file.includes("/") && !isNextEntry(file);
const AREAS = [...ORDER].sort((a, b) => b.area.length - a.area.length);

/** Returns the row of a file: the longest name that its path starts with. Undefined: its folder has no row. */
export function rowOf(file: string) {
  const found = AREAS.find(({ area }) => file === area || file.startsWith(`${area}/`));
  // The row `server` is for files directly in it, which are the processes.
  return found?.area === "server" && file.split("/").length > 2 ? undefined : found;
}

const ONLY: Partial<Record<string, string>> = {
  wire: "the browser uses wire, so it may import only zod and wire",
  "server/protocols": "server/protocols is pure, so it may import only zod and node:crypto",
  simulator: "the simulator checks the product's requests, so it shares no code with it",
};

/** Checks the order of the table. */
const foldersKeepTheirOrder: Rule = ({ from, to }) => {
  if (!to || isConfig(from) || isConfig(to)) return;
  const [mine, other] = [rowOf(from), rowOf(to)];
  if (!mine) return `${from.split("/").slice(0, 2).join("/")} has no row in scripts/imports/order.ts. Add one`;
  if (!other || mine === other) return;
  if (mine.also?.includes(other.area)) return;
  const isBelow = mine.may === "below" && !other.isClosed && ORDER.indexOf(other) < ORDER.indexOf(mine);
  if ((isBelow && !mine.not?.includes(other.area)) || (mine.may !== "below" && mine.may.includes(other.area))) return;
  return ONLY[mine.area] ?? `${mine.area} may not import ${other.area}. See scripts/imports/order.ts`;
};

const PURE_PACKAGES: Partial<Record<string, ReadonlySet<string>>> = {
  wire: new Set(["zod"]),
  "server/protocols": new Set(["zod", "node:crypto"]),
};

const pureFoldersUseFewPackages: Rule = ({ from, package: name }) => {
  const area = rowOf(from)?.area ?? "";
  if (!name || !PURE_PACKAGES[area] || PURE_PACKAGES[area].has(name)) return;
  return ONLY[area];
};

/** Component folders whose pages must not include code of the dashboard. */
const OUTSIDE_THE_DASHBOARD = new Set(["ui", "shared", "connect", "auth", "landing"]);

const componentsKeepToThemselves: Rule = ({ from, to, isType }) => {
  if (!from.startsWith("components/") || !to) return;
  const folder = from.split("/")[1] ?? "";
  if (/^(lib|wire)\//.test(to) || /^components\/ui\//.test(to)) return;
  if (to.startsWith(`components/${folder}/`)) return;
  if (folder !== "ui" && /^components\/shared\//.test(to)) return;
  if (!OUTSIDE_THE_DASHBOARD.has(folder) && /^components\/dashboard\//.test(to)) return;
  if (isType && /^server\/trpc\//.test(to)) return;
  if (!/^components\/|^server\/trpc\//.test(to)) return; // The table covers it.
  return "a component may import only components/ui, components/shared, its own folder, lib, wire and types of the tRPC router";
};

const labHasOneDoor: Rule = ({ from, to }) => {
  if (!to?.startsWith("server/lab/") || from.startsWith("server/lab/") || to === "server/lab/index.ts") return;
  return "import the lab only through server/lab/index.ts";
};

const internalsArePrivate: Rule = ({ from, to }) => {
  const folder = to && /^(.*\/)internal\.tsx?$/.exec(to)?.[1];
  if (!folder || from.startsWith(folder)) return;
  return "internal.ts is private to its folder";
};

const testCodeStaysInTests: Rule = ({ from, to }) => {
  if (!to || !isTest(to) || /^(bench|scripts|e2e)\//.test(from)) return;
  return "only tests may import test code";
};

const everythingResolves: Rule = ({ to }) => {
  if (to && !/\.(ts|tsx|mjs|css|json)$/.test(to)) return "does not exist";
};

/** Packages, the folders that may import them, and whether other folders may import their types. */
const PACKAGE_HOMES = [
  { packages: /^(@prisma\/.*|pg)$/, home: /^server\/db\//, areTypesFree: true },
  {
    packages: /^(hono|@hono\/.*)$/,
    home: /^server\/(rest|lab)\/|^simulator\/|^server\/main\.ts$/,
    areTypesFree: false,
  },
  {
    packages: /^next$/,
    home: /^(app|components)\/|^server\/main\.ts$|^proxy\.ts$|^next\.config\.ts$/,
    areTypesFree: false,
  },
  { packages: /^inngest$/, home: /^server\/jobs\//, areTypesFree: false },
];

const packagesHaveHomes: Rule = ({ from, package: name, isType }) => {
  if (!/^(app|components|lib|providers|server|wire|proxy|instrumentation)/.test(from)) return;
  const rule = name ? PACKAGE_HOMES.find(({ packages }) => packages.test(name)) : undefined;
  if (!rule || rule.home.test(from) || (isType && rule.areTypesFree)) return;
  return `${name} may be imported only in ${rule.home.source.replaceAll(/[\\^$]/g, "")}`;
};

const generatedClientStaysInDb: Rule = ({ from, to, isType }) => {
  if (!to?.startsWith("server/db/generated/") || from.startsWith("server/db/") || isType) return;
  return "only server/db may import the generated database client";
};

/** Rules for the product's code. Tests may import more. */
const PRODUCT_RULES = [
  foldersKeepTheirOrder,
  pureFoldersUseFewPackages,
  componentsKeepToThemselves,
  labHasOneDoor,
  testCodeStaysInTests,
  packagesHaveHomes,
  generatedClientStaysInDb,
];
const RULES_FOR_ALL = [internalsArePrivate, everythingResolves];

/** Returns what is wrong with one import, at most one message per rule. */
export function brokenRules(edge: Edge): string[] {
  if (edge.to === "package.json") return [];
  const rules = isTest(edge.from) ? RULES_FOR_ALL : [...RULES_FOR_ALL, ...PRODUCT_RULES];
  return rules.flatMap((rule) => rule(edge) ?? []);
}

/** Returns the cycles in a graph of names, each once, as lists that start and end with the same name. */
function cyclesOf(targets: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: string[]) => {
    const at = trail.indexOf(name);
    if (at >= 0) cycles.push([...trail.slice(at), name]);
    if (at >= 0 || done.has(name)) return;
    for (const next of targets.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of targets.keys()) visit(name, []);
  return cycles;
}

function graphOf(pairs: Iterable<readonly [string, string]>): Map<string, Set<string>> {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of pairs) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  return targets;
}

/** Returns the import cycles of files at run time. */
export function fileCycles(edges: readonly Edge[]): string[][] {
  return cyclesOf(graphOf(edges.flatMap(({ from, to, isType }) => (to && !isType ? [[from, to] as const] : []))));
}

/** Returns the rows of two files, or if they share a row, the subfolders where their paths differ. Null: one contains the other. */
function partingFolders(from: string, to: string): [string, string] | null {
  const [mine, other] = [rowOf(from)?.area, rowOf(to)?.area];
  // Ignores top-level configuration and build output.
  if (!mine || !other) return null;
  if (mine !== other) return [mine, other];
  const [a, b] = [from.split("/").slice(0, -1), to.split("/").slice(0, -1)];
  const at = a.findIndex((name, index) => name !== b[index]);
  if (at < 0 || at >= b.length) return null;
  return [a.slice(0, at + 1).join("/"), b.slice(0, at + 1).join("/")];
}

/** Returns the import cycles between rows of the table, and between sibling folders within a row. Types count, tests don't. */
export function folderCycles(edges: readonly Edge[]): string[][] {
  const pairs = edges.flatMap(({ from, to }) => {
    const parting = to && !isTest(from) && !isTest(to) ? partingFolders(from, to) : null;
    return parting ? [parting] : [];
  });
  return cyclesOf(graphOf(pairs));
}

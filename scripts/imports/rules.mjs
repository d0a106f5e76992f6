/**
 * The import directions of the architecture. Each rule looks at one import and answers with what is wrong, or undefined.
 *
 * An import is `{ from, to, package, isType, line }`: `to` is a path of ours, `package` a package or `node:` module.
 */

const isTest = (file) => /\.test\.tsx?$|\/testing\/|^server\/test-support\//.test(file);
const isSchema = (file) => /^wire\/|^providers\/schema(\/[^/]+)?\.ts$/.test(file);
const isProcess = (file) => /^server\/[^/]+\.ts$/.test(file);
const areaOf = (file) => (file.startsWith("server/") ? file.split("/")[1] : undefined);

/** Lower may not import higher; equals may import each other. */
const FOUNDATION = { core: 0, protocols: 0, db: 1, crypto: 2, net: 2 };
const ADAPTERS = new Set(["rest", "trpc", "jobs"]);
const isFeature = (area) => area !== undefined && !(area in FOUNDATION) && !ADAPTERS.has(area) && area !== "lab";

const PROTOCOL_PACKAGES = new Set(["zod", "node:crypto"]);

function protocolsArePure({ from, to, package: name }) {
  if (!from.startsWith("server/protocols/")) return;
  if (to ? to.startsWith("server/protocols/") : PROTOCOL_PACKAGES.has(name)) return;
  return "server/protocols is pure: zod and node:crypto only";
}

function schemasAreLight({ from, to, package: name }) {
  if (!isSchema(from) || (to ? isSchema(to) : name === "zod")) return;
  return "a schema imports zod and other schemas, nothing else: it goes into browser bundles";
}

function foundationPointsDown({ from, to }) {
  const layer = FOUNDATION[areaOf(from)];
  if (layer === undefined || !to || isSchema(to)) return;
  if (FOUNDATION[areaOf(to)] <= layer) return;
  return "the foundation imports only the foundation, downward";
}

function featuresStayBelowAdapters({ from, to }) {
  if (!isFeature(areaOf(from)) || isProcess(from) || !to) return;
  const area = areaOf(to);
  if (area ? area in FOUNDATION || (isFeature(area) && !isProcess(to)) : /^(providers|wire)\//.test(to)) return;
  return "a feature imports the foundation, providers and other verbs, no adapter and no page";
}

function adaptersCallVerbs({ from, to }) {
  const area = areaOf(from);
  if (!to || !(ADAPTERS.has(area) || area === "lab")) return;
  const target = areaOf(to);
  if (target === undefined && /^(providers|wire)\//.test(to)) return;
  if (target === area || target in FOUNDATION || (isFeature(target) && !isProcess(to))) return;
  if (area === "rest" && to === "server/lab/index.ts") return;
  return "an adapter imports verbs and the foundation, no other adapter and no page";
}

function pagesHoldNoQueries({ from, to }) {
  if (!from.startsWith("app/") || !to) return;
  if (/^(app|components|lib)\//.test(to)) return;
  const area = areaOf(to);
  const isFoundation = area in FOUNDATION && area !== "core";
  if (area && !isFoundation && !isProcess(to)) return;
  if (area === "core" || isSchema(to)) return;
  return "a page imports components, adapters, verbs and schemas";
}

/** Folders of components that must not drag the dashboard's own pieces into their pages. */
const OUTSIDE_THE_DASHBOARD = new Set(["ui", "shared", "connect", "auth", "landing"]);

function componentsKeepToThemselves({ from, to, isType }) {
  if (!from.startsWith("components/") || !to) return;
  const [, folder] = from.split("/");
  if (/^lib\//.test(to) || /^components\/ui\//.test(to) || isSchema(to)) return;
  if (to.startsWith(`components/${folder}/`)) return;
  if (folder !== "ui" && /^components\/shared\//.test(to)) return;
  if (!OUTSIDE_THE_DASHBOARD.has(folder) && /^components\/dashboard\//.test(to)) return;
  if (isType && /^server\/trpc\//.test(to)) return;
  return "a component imports components/ui, components/shared, its own folder, lib, schemas and types of the tRPC router";
}

function catalogStandsAlone({ from, to }) {
  if (!/^(providers|lib)\//.test(from) || !to) return;
  if (to.split("/")[0] === from.split("/")[0]) return;
  if (/^providers\/build/.test(from) && to.startsWith("server/protocols/")) return;
  return "providers and lib import nothing else of ours; the catalog build may use server/protocols";
}

function internalsArePrivate({ from, to }) {
  const folder = to && /^(.*\/)internal\.tsx?$/.exec(to)?.[1];
  if (!folder || from.startsWith(folder)) return;
  return "internal.ts is private to its folder";
}

function testCodeStaysInTests({ to }) {
  if (to && isTest(to)) return "test code is imported by tests only";
}

function everythingResolves({ to }) {
  if (to && !/\.(ts|tsx|mjs|css|json)$/.test(to)) return "does not exist";
}

/** Package, folders that may import it, and whether its types may travel further. */
const PACKAGE_HOMES = [
  { packages: /^(@prisma\/.*|pg)$/, home: /^server\/db\//, areTypesFree: true },
  {
    packages: /^(hono|@hono\/.*)$/,
    home: /^server\/(rest|lab)\/|^simulator\/|^server\/main\.ts$/,
    areTypesFree: false,
  },
  {
    packages: /^next$/,
    home: /^(app|components)\/|^server\/main\.ts$|^proxy\.ts$|^next\.config\.mjs$/,
    areTypesFree: false,
  },
  { packages: /^inngest$/, home: /^server\/jobs\//, areTypesFree: false },
];

function packagesHaveHomes({ from, package: name, isType }) {
  const rule = name && PACKAGE_HOMES.find(({ packages }) => packages.test(name));
  if (!rule || rule.home.test(from) || (isType && rule.areTypesFree)) return;
  return `${name} stays in ${rule.home.source.replaceAll(/[\\^$]/g, "")}`;
}

function generatedClientStaysInDb({ from, to, isType }) {
  if (!to?.startsWith("server/db/generated/") || from.startsWith("server/db/") || isType) return;
  return "the generated database client stays in server/db";
}

/** Rules for the product's own code; tests may reach further. */
const PRODUCT_RULES = [
  protocolsArePure,
  schemasAreLight,
  foundationPointsDown,
  featuresStayBelowAdapters,
  adaptersCallVerbs,
  pagesHoldNoQueries,
  componentsKeepToThemselves,
  catalogStandsAlone,
  testCodeStaysInTests,
  packagesHaveHomes,
  generatedClientStaysInDb,
];
const RULES_FOR_ALL = [internalsArePrivate, everythingResolves];

/** What is wrong with one import: at most one sentence per rule. */
export function brokenRules(edge) {
  if (edge.to === "package.json") return [];
  const rules = isTest(edge.from) ? RULES_FOR_ALL : [...RULES_FOR_ALL, ...PRODUCT_RULES];
  return rules.flatMap((rule) => rule(edge) ?? []);
}

/** Import cycles that exist at run time, each once, as lists of files. */
export function findCycles(edges) {
  const targets = new Map();
  for (const { from, to, isType } of edges) {
    if (to && !isType) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const cycles = [];
  const done = new Set();
  const visit = (file, trail) => {
    const at = trail.indexOf(file);
    if (at >= 0) cycles.push([...trail.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of targets.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

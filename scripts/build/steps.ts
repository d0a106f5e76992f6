import path from "node:path";
import { bundle } from "../lib/bundle.mjs";
import { ROOT } from "../lib/root.mjs";
import { runTool } from "../lib/run-tool";
import type { BuildStep } from "./stamps";

const BIN = path.join(ROOT, "node_modules");
const SERVER = ["server", "wire", "messages", "providers", "lib", "tsconfig.json", "package-lock.json"];

/** Generated files that the compiler, the tests and the build need. */
const CLIENT: BuildStep = {
  name: "database client",
  inputs: ["prisma/schema", "prisma.config.ts", "package-lock.json"],
  outputs: ["server/db/generated/client.ts"],
  run: () =>
    runTool(path.join(BIN, "prisma/build/index.js"), ["generate", "--no-hints"], { PRISMA_HIDE_UPDATE_MESSAGE: "1" }),
};
const CATALOG: BuildStep = {
  name: "catalog",
  inputs: ["providers", "wire", "server/protocols", "package-lock.json"],
  outputs: ["providers/generated/catalog.tsv"],
  run: () => runTool(path.join(ROOT, "scripts/run.mjs"), ["providers/build/main.ts"]),
};
const PROCESSES: BuildStep = {
  name: "server",
  inputs: [...SERVER, "scripts/lib/bundle.mjs"],
  outputs: ["dist/main.mjs", "dist/worker.mjs"],
  run: () => Promise.all(["main", "worker"].map((name) => bundle(`server/${name}.ts`, `dist/${name}.mjs`))),
};
const PAGES: BuildStep = {
  name: "pages",
  inputs: [
    ...SERVER,
    "app",
    "components",
    "public",
    "proxy.ts",
    "instrumentation.ts",
    "next.config.ts",
    "postcss.config.mjs",
  ],
  outputs: [".next/BUILD_ID"],
  run: () =>
    runTool(path.join(BIN, "next/dist/bin/next"), ["build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
};

/** The build. Steps of one group run in parallel, the groups one after the other. */
export const GENERATE: BuildStep[][] = [[CLIENT, CATALOG]];
export const BUILD: BuildStep[][] = [...GENERATE, [PROCESSES, PAGES]];

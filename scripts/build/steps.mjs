import path from "node:path";
import { ROOT } from "../lib/root.mjs";
import { runTool } from "../lib/run-tool.mjs";

const BIN = path.join(ROOT, "node_modules");
const SERVER = ["server", "wire", "messages", "providers", "lib", "tsconfig.json", "package-lock.json"];

/** What is generated for compiler, tests and builds alike. */
const CLIENT = {
  name: "database client",
  inputs: ["prisma/schema", "prisma.config.ts", "package-lock.json"],
  outputs: ["server/db/generated/client.ts"],
  run: () =>
    runTool(path.join(BIN, "prisma/build/index.js"), ["generate", "--no-hints"], { PRISMA_HIDE_UPDATE_MESSAGE: "1" }),
};
const CATALOG = {
  name: "catalog",
  inputs: ["providers", "wire", "server/protocols", "scripts/catalog.mjs", "package-lock.json"],
  outputs: ["providers/generated/catalog.tsv"],
  run: () => runTool(path.join(ROOT, "scripts/catalog.mjs"), []),
};
const PROCESSES = {
  name: "server",
  inputs: [...SERVER, "scripts/lib/bundle.mjs"],
  outputs: ["dist/main.mjs", "dist/worker.mjs"],
  run: async () => {
    const { bundle } = await import("../lib/bundle.mjs");
    await Promise.all(["main", "worker"].map((name) => bundle(`server/${name}.ts`, `dist/${name}.mjs`)));
  },
};
const PAGES = {
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

/** Steps of one group run side by side, the groups one after the other. */
export const GENERATE = [[CLIENT, CATALOG]];
export const BUILD = [...GENERATE, [PROCESSES, PAGES]];

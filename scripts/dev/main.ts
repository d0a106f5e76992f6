// Runs Keyhold and rebuilds it on changes: pages and REST API with `next dev`, the worker with esbuild. Ctrl-C stops it.
import { runMain } from "../lib/plain-error.mjs";
import { dev } from "./run";

await runMain(() => dev((line) => void process.stdout.write(`${line}\n`)));

// Runs Keyhold and rebuilds as you type: pages and REST API by `next dev`, the worker by esbuild. Ctrl-C stops it.
import { runMain } from "../lib/plain-error.mjs";
import { dev } from "./run";

await runMain(() => dev((line) => void process.stdout.write(`${line}\n`)));

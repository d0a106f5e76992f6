import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";
import { printOf } from "./sources";

const FILE = path.join(ROOT, "dist/stamps.json");

/** A build step with its inputs and outputs. Paths are relative to the root of the checkout. */
export interface BuildStep {
  name: string;
  inputs: readonly string[];
  outputs: readonly string[];
  run(): Promise<unknown>;
}

/** Returns the fingerprints of a step's inputs at its last run. */
interface Stamp {
  quick: string;
  content: string;
}

function readStamps(): Partial<Record<string, Stamp>> {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
}

function writeStamp(name: string, stamp: Stamp): void {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(`${FILE}.${process.pid}`, JSON.stringify({ ...readStamps(), [name]: stamp }, null, 2));
  renameSync(`${FILE}.${process.pid}`, FILE);
}

/** Whether a step's outputs exist and are up to date with its inputs. */
export function isFresh({ name, inputs, outputs }: BuildStep): boolean {
  const stamp = readStamps()[name];
  if (!stamp || !outputs.every((output) => existsSync(path.join(ROOT, output)))) return false;
  const print = printOf(inputs);
  if (stamp.quick === print.quick) return true;
  if (stamp.content !== print.content()) return false;
  writeStamp(name, { ...stamp, quick: print.quick });
  return true;
}

/** Runs a step and stores its inputs' fingerprint. Takes the fingerprint first, so that changes during the run make it stale. */
export async function runStep({ name, inputs, run }: BuildStep): Promise<void> {
  const print = printOf(inputs);
  const content = print.content();
  await run();
  writeStamp(name, { quick: print.quick, content });
}

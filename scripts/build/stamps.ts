import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";
import { printOf } from "./sources";

const FILE = path.join(ROOT, "dist/stamps.json");

/** Something that is made from sources. Paths are relative to the root of the checkout. */
export interface BuildStep {
  name: string;
  inputs: readonly string[];
  outputs: readonly string[];
  run(): Promise<unknown>;
}

/** The fingerprints of the inputs that a step was last made from. */
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

/** Whether a step's outputs exist and were made from its inputs as they are now. */
export function isFresh({ name, inputs, outputs }: BuildStep): boolean {
  const stamp = readStamps()[name];
  if (!stamp || !outputs.every((output) => existsSync(path.join(ROOT, output)))) return false;
  const print = printOf(inputs);
  if (stamp.quick === print.quick) return true;
  if (stamp.content !== print.content()) return false;
  writeStamp(name, { ...stamp, quick: print.quick });
  return true;
}

/** Runs a step and notes what it was made from. The fingerprint is taken first: what changes meanwhile makes it stale. */
export async function runStep({ name, inputs, run }: BuildStep): Promise<void> {
  const print = printOf(inputs);
  const content = print.content();
  await run();
  writeStamp(name, { quick: print.quick, content });
}

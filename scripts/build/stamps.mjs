import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";
import { printOf } from "./sources.mjs";

const FILE = path.join(ROOT, "dist/stamps.json");

function readStamps() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
}

function writeStamp(name, stamp) {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(`${FILE}.${process.pid}`, JSON.stringify({ ...readStamps(), [name]: stamp }, null, 2));
  renameSync(`${FILE}.${process.pid}`, FILE);
}

/** Tells whether a step's outputs stand and were made from its inputs as they are now. */
export function isFresh({ name, inputs, outputs }) {
  const stamp = readStamps()[name];
  if (!stamp || !outputs.every((output) => existsSync(path.join(ROOT, output)))) return false;
  const print = printOf(inputs);
  if (stamp.quick === print.quick) return true;
  if (stamp.content !== print.content()) return false;
  writeStamp(name, { ...stamp, quick: print.quick });
  return true;
}

/**
 * Runs a step and notes what it was made from. The print is taken before the work: what changes meanwhile makes it stale.
 */
export async function runStep({ name, inputs, run }) {
  const print = printOf(inputs);
  const content = print.content();
  await run();
  writeStamp(name, { quick: print.quick, content });
}

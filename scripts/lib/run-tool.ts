import { spawn } from "node:child_process";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

/**
 * Runs a Node program until it exits. It is stopped when this process exits.
 *
 * @returns its output.
 * @throws PlainError with its output when it fails.
 */
export function runTool(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = () => child.kill();
    process.once("exit", end);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      if (code === 0) resolve(printed);
      else reject(new PlainError(`${printed.trimEnd()}\n${path.relative(ROOT, file)} ${args.join(" ")} failed.`));
    });
  });
}

// Checks package-lock.json: complete for every platform, and free of registry hosts. One line per problem; exit code 1 then.
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Lock, lockProblems } from "./lib/package-lock";
import { ROOT } from "./lib/root.mjs";

const lock: Lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8"));
const problems = lockProblems(lock);
for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
process.stdout.write(`${Object.keys(lock.packages).length} packages checked, ${problems.length} problems\n`);
if (problems.length > 0) process.exitCode = 1;

// Checks that package-lock.json is complete for every platform and names no registry hosts. Prints one line per problem, and
// exits with code 1 if there are any.
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Lock, lockProblems } from "./lib/package-lock";
import { ROOT } from "./lib/root.mjs";

const lock: Lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8"));
const problems = lockProblems(lock);
for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
process.stdout.write(`${Object.keys(lock.packages).length} packages checked, ${problems.length} problems\n`);
if (problems.length > 0) process.exitCode = 1;

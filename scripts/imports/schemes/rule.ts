import { readFileSync } from "node:fs";
import path from "node:path";
import { AUTH_MODES, SCHEME_NAMES } from "../../../wire/schemes";
import { sourceFiles } from "../read";
import { schemeTests } from "./scheme-tests";

const PRODUCT = ["app", "components", "lib", "server", "proxy.ts"];
const MAY_TEST = /^server\/schemes\/|\.test\.tsx?$|\/testing\//;

/** A place of the product that distinguishes schemes outside their records. */
export interface SchemeProblem {
  file: string;
  line: number;
  /** What is wrong and what to do, as one sentence without the place. */
  sentence: string;
}

/**
 * Adding a scheme touches `server/schemes`, `wire` and `providers`. So nothing else in the product compares a scheme or a
 * credential type with a literal; it asks the scheme's record.
 */
export function schemeProblems(root: string): SchemeProblem[] {
  const names = { schemes: SCHEME_NAMES, types: AUTH_MODES };
  return sourceFiles(root, PRODUCT)
    .filter((file) => !MAY_TEST.test(file))
    .flatMap((file) =>
      schemeTests(readFileSync(path.join(root, file), "utf8"), names, file.endsWith("x")).map(({ line, what }) => {
        return { file, line, sentence: `${what}: ask the scheme's record in server/schemes or its facts in wire` };
      }),
    );
}

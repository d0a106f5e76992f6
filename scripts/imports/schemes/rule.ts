import { readFileSync } from "node:fs";
import path from "node:path";
import { AUTH_MODES, SCHEME_NAMES } from "../../../wire/schemes";
import { sourceFiles } from "../read";
import { schemeTests } from "./scheme-tests";

const PRODUCT = ["app", "components", "lib", "server", "proxy.ts"];
const MAY_TEST = /^server\/schemes\/|\.test\.tsx?$|\/testing\//;

/** A place in the product that distinguishes schemes outside their records. */
export interface SchemeProblem {
  file: string;
  line: number;
  /** What is wrong and what to do, without the location. */
  sentence: string;
}

/**
 * Finds code outside `server/schemes`, `wire` and `providers` that compares a scheme or a credential type with a literal.
 * Such code must use the scheme's record instead, so that a new scheme changes only these folders.
 */
export function schemeProblems(root: string): SchemeProblem[] {
  const names = { schemes: SCHEME_NAMES, types: AUTH_MODES };
  return sourceFiles(root, PRODUCT)
    .filter((file) => !MAY_TEST.test(file))
    .flatMap((file) =>
      schemeTests(readFileSync(path.join(root, file), "utf8"), names, file.endsWith("x")).map(({ line, what }) => {
        return { file, line, sentence: `${what}: use the scheme's record in server/schemes or its facts in wire` };
      }),
    );
}

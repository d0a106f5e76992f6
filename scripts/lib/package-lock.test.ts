import { describe, expect, it } from "vitest";
import { type Lock, lockProblems } from "./package-lock";

const binaries = { "@tool/linux-x64": "1.0.0", "@tool/darwin-arm64": "1.0.0" };
const sound: Lock["packages"] = {
  "": { dependencies: { tool: "1.0.0" } },
  "node_modules/tool": { version: "1.0.0", optionalDependencies: binaries },
  "node_modules/@tool/linux-x64": { version: "1.0.0", optional: true },
  "node_modules/@tool/darwin-arm64": { version: "1.0.0", optional: true },
  "node_modules/stub": { resolved: "stubs/stub", link: true },
};
const without = (name: string) => Object.fromEntries(Object.entries(sound).filter(([place]) => place !== name));

describe("a package-lock.json", () => {
  it("is valid with the optional packages of every platform and without hosts", () => {
    expect(lockProblems({ packages: sound })).toEqual([]);
  });

  it("is invalid when a package for another platform is missing, and the problem names it", () => {
    const [problem, ...others] = lockProblems({ packages: without("node_modules/@tool/darwin-arm64") });
    expect(problem).toMatch(/^@tool\/darwin-arm64@1\.0\.0, optional for tool, is missing\. /);
    expect(others).toEqual([]);
  });

  it("can have a package next to its dependent, above it or at the top", () => {
    const nested = {
      "node_modules/a/node_modules/tool": { optionalDependencies: binaries },
      "node_modules/a/node_modules/@tool/linux-x64": {},
      "node_modules/a/node_modules/tool/node_modules/@tool/darwin-arm64": {},
    };
    expect(lockProblems({ packages: nested })).toEqual([]);
    const elsewhere = {
      "node_modules/tool": { optionalDependencies: binaries },
      "node_modules/b/node_modules/@tool/linux-x64": {},
    };
    expect(lockProblems({ packages: elsewhere })).toHaveLength(2);
  });

  it("is invalid with hosts, with one problem per host", () => {
    const resolved = "https://registry.example/tool/-/tool-1.0.0.tgz";
    const packages = { ...sound, "node_modules/a": { resolved }, "node_modules/b": { resolved } };
    const problems = lockProblems({ packages });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^a \(and 1 more\) names the host registry\.example in "resolved"\. /);
  });
});

import { describe, expect, it } from "vitest";
import { SCOPES } from "@/wire/api-keys";
import { accessWords, FULL_ACCESS, SCOPE_GROUPS, scopeText, toggleScope } from "./scope-groups";

describe("the scope groups", () => {
  it("offer every scope once, full access apart", () => {
    const offered = SCOPE_GROUPS.flatMap(({ all, scopes }) => [...(all ? [all] : []), ...scopes]);
    expect([FULL_ACCESS, ...offered].sort()).toEqual([...SCOPES].sort());
  });

  it("say in words what each scope allows", () => {
    const wordless = SCOPE_GROUPS.flatMap(({ scopes }) => scopes).filter((scope) => scopeText(scope) === scope);
    expect(wordless).toEqual([]);
  });
});

describe("choosing scopes", () => {
  it("drops what a wildcard covers", () => {
    expect(toggleScope(["environment:connections:read", "environment:proxy"], "environment:connections:*")).toEqual([
      "environment:proxy",
      "environment:connections:*",
    ]);
  });

  it("takes a chosen scope away again", () => {
    expect(toggleScope(["environment:proxy"], "environment:proxy")).toEqual([]);
  });
});

describe("what a key may do", () => {
  it("is said in short", () => {
    expect([["environment:*"], ["environment:proxy"], ["a", "b"]].map(accessWords)).toEqual([
      "Full access",
      "1 scope",
      "2 scopes",
    ]);
  });
});

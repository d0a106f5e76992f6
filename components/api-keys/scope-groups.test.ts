import { describe, expect, it } from "vitest";
import { SCOPES } from "@/wire/api-keys";
import { accessLabel, FULL_ACCESS, SCOPE_GROUPS, scopeText, toggleScope } from "./scope-groups";

describe("scope groups", () => {
  it("contain every scope except full access once", () => {
    const offered = SCOPE_GROUPS.flatMap(({ all, scopes }) => [...(all ? [all] : []), ...scopes]);
    expect([FULL_ACCESS, ...offered].sort()).toEqual([...SCOPES].sort());
  });

  it("have a label for each scope", () => {
    const unlabeled = SCOPE_GROUPS.flatMap(({ scopes }) => scopes).filter((scope) => scopeText(scope) === scope);
    expect(unlabeled).toEqual([]);
  });
});

describe("choosing scopes", () => {
  it("removes scopes that a new wildcard covers", () => {
    expect(toggleScope(["environment:connections:read", "environment:proxy"], "environment:connections:*")).toEqual([
      "environment:proxy",
      "environment:connections:*",
    ]);
  });

  it("removes a chosen scope", () => {
    expect(toggleScope(["environment:proxy"], "environment:proxy")).toEqual([]);
  });
});

describe("the access of a key", () => {
  it("is summarized in a short label", () => {
    expect([["environment:*"], ["environment:proxy"], ["a", "b"]].map(accessLabel)).toEqual([
      "Full access",
      "1 scope",
      "2 scopes",
    ]);
  });
});

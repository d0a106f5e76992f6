import { describe, expect, it } from "vitest";
import { reachableFunctions } from "@/server/access/testing/reachable";
import { grantOf } from "@/wire/permissions";
import { rest } from "./app";
import { routesOf } from "./testing/routes";

/** Functions of routes that anyone may call. The route's reason says what they check instead. */
const OPEN = ["finishAuthorization", "labApp", "readClientMetadata", "readInstanceState"];

describe("every verb that a REST route calls", () => {
  it("names its permission, unless anyone may call its route", async () => {
    const functions = await reachableFunctions("server/rest/routes");
    expect(functions.length).toBeGreaterThan(15);
    const without = functions.filter(({ permission }) => permission === undefined).map(({ name }) => name);
    expect(without.sort()).toEqual(OPEN);
  });
});

describe("every REST route", () => {
  const closed = routesOf(rest).filter(({ rule }) => rule.kind !== "open");
  const isNotOffered = (pattern: string) => /^\/(records|sync|action|scripts)|\/functions/.test(pattern);

  it("that needs a token checks the permission of its verb, unless it only reports an unsupported feature", () => {
    const without = closed.filter(({ rule }) => !("permission" in rule && rule.permission));
    expect(without.filter(({ pattern }) => !isNotOffered(pattern))).toEqual([]);
  });

  it("that accepts a connect session calls a verb that allows connect sessions", () => {
    for (const { rule, pattern } of closed) {
      if (!rule.kind.includes("session") || !("permission" in rule) || !rule.permission) continue;
      expect([pattern, grantOf(rule.permission).session]).toEqual([pattern, true]);
    }
  });
});

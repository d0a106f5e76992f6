import { describe, expect, it } from "vitest";
import { reachableFunctions } from "@/server/access/testing/reachable";
import { grantOf } from "@/wire/permissions";
import { rest } from "./app";
import { routesOf } from "./testing/routes";

/** Functions of routes that everybody may call. What they check instead is in the reason their route states. */
const OPEN = ["finishAuthorization", "labApp", "readClientMetadata", "readInstanceState"];

describe("every verb that a REST route calls", () => {
  it("names its permission, unless its route is open to everybody", async () => {
    const functions = await reachableFunctions("server/rest/routes");
    expect(functions.length).toBeGreaterThan(15);
    const without = functions.filter(({ permission }) => permission === undefined).map(({ name }) => name);
    expect(without.sort()).toEqual(OPEN);
  });
});

describe("every REST route", () => {
  const closed = routesOf(rest).filter(({ rule }) => rule.kind !== "open");
  const isNotOffered = (pattern: string) => /^\/(records|sync|action|scripts)|\/functions/.test(pattern);

  it("that is not open checks the permission of its verb, unless it only says that a feature is not offered", () => {
    const without = closed.filter(({ rule }) => !("permission" in rule && rule.permission));
    expect(without.filter(({ pattern }) => !isNotOffered(pattern))).toEqual([]);
  });

  it("that accepts a connect session calls a verb that is marked for one", () => {
    for (const { rule, pattern } of closed) {
      if (!rule.kind.includes("session") || !("permission" in rule) || !rule.permission) continue;
      expect([pattern, grantOf(rule.permission).session]).toEqual([pattern, true]);
    }
  });
});

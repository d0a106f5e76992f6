import { describe, expect, it } from "vitest";
import { reachableFunctions } from "@/server/access/testing/reachable";
import { PERMISSIONS } from "@/wire/permissions";
import { appRouter } from "./router";

describe("the dashboard's API", () => {
  it("calls only verbs that declare a permission", async () => {
    const functions = await reachableFunctions("server/trpc/routers");
    expect(functions.length).toBeGreaterThan(25);
    expect(functions.filter(({ permission }) => permission === undefined)).toEqual([]);
  });

  it.each(Object.entries(appRouter._def.procedures))("checks a permission before %s", (_path, procedure) => {
    const { meta } = (procedure as unknown as { _def: { meta?: { permission: string } } })._def;
    expect(Object.keys(PERMISSIONS)).toContain(meta?.permission);
  });
});

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { newTeam } from "@/server/testing/team";
import { ROLES, type Role } from "@/wire/permissions";
import { createCallerFactory } from "./init";
import { appRouter } from "./router";

const { userId } = await newTeam();
const newKey = () => ({ name: randomUUID(), scopes: ["environment:proxy" as const] });

async function callAs(role: Role, environmentName: string) {
  await db().membership.updateMany({ where: { userId }, data: { role } });
  return createCallerFactory(appRouter)({ userId, environmentName });
}

beforeAll(async () => {
  expect(await db().membership.findMany({ where: { userId }, select: { role: true } })).toEqual([{ role: "owner" }]);
});

describe("a member's role", () => {
  it.each(ROLES)("is read from the membership: %s may list connections", async (role) => {
    expect(await (await callAs(role, "prod")).connections.list({})).toMatchObject({ connections: [] });
  });

  it.each([
    ["owner", "prod"],
    ["admin", "prod"],
    ["developer", "dev"],
  ] as const)("lets %s create an API key in %s", async (role, environment) => {
    expect(await (await callAs(role, environment)).apiKeys.create(newKey())).toHaveProperty("token");
  });

  it.each([
    ["developer", "prod"],
    ["support", "prod"],
    ["support", "dev"],
  ] as const)("doesn't let %s create an API key in %s, even with invalid input", async (role, environment) => {
    const caller = await callAs(role, environment);
    const before = await db().apiKey.count();
    for (const input of [newKey(), { name: "" } as never]) {
      await expect(caller.apiKeys.create(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await db().apiKey.count()).toBe(before);
  });

  it.each([
    ["admin", "prod", "changed"],
    ["developer", "dev", "changed"],
    ["developer", "prod", "FORBIDDEN"],
    ["support", "dev", "FORBIDDEN"],
  ] as const)("decides whether %s can replace a client secret in %s", async (role, environment, outcome) => {
    const uniqueKey = randomUUID();
    const owner = await callAs("owner", environment);
    const client = { type: "OAUTH2" as const, client_id: "a", client_secret: "b" };
    await owner.integrations.create({ provider: "github", unique_key: uniqueKey, credentials: client });
    const caller = await callAs(role, environment);
    const change = caller.integrations.update({ uniqueKey, patch: { credentials: { ...client, client_secret: "c" } } });
    const result = await change.then(
      () => "changed",
      (error: { code: string }) => error.code,
    );
    expect(result).toBe(outcome);
  });

  it("lets a developer rename an integration in production", async () => {
    const uniqueKey = randomUUID();
    await (await callAs("owner", "prod")).integrations.create({ provider: "lab-api-key", unique_key: uniqueKey });
    const caller = await callAs("developer", "prod");
    const updated = await caller.integrations.update({ uniqueKey, patch: { display_name: "Renamed" } });
    expect(updated).toMatchObject({ display_name: "Renamed" });
  });
});

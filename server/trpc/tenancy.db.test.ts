import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/server/db";
import { flowsOf, LAB_CLIENT } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { dumpEverything } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { updateWebhookSettings } from "@/server/webhooks/settings";
import { sendTestEvent } from "@/server/webhooks/test-event";
import { createCallerFactory } from "./init";
import { appRouter } from "./router";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const [victim, stranger] = await Promise.all([newTeam(), newTeam()]);
const CANARY = `canary-${randomUUID()}`;
const KEY = "victims-integration";
const ref = { connectionId: "", providerConfigKey: KEY };
const ids = { apiKey: "", delivery: "" };

beforeAll(async () => {
  const { dev } = victim;
  await flows.addIntegration(dev, KEY, { provider: "lab-oauth2", credentials: LAB_CLIENT, display_name: CANARY });
  ref.connectionId = await flows.connect(dev, {
    integrationKey: KEY,
    end_user: { id: CANARY },
    tags: { canary: CANARY },
  });
  await updateWebhookSettings(dev.ctx, { primaryUrl: `https://hooks.example/${CANARY}` });
  await sendTestEvent(dev.ctx);
  const where = { environmentId: dev.ctx.environmentId };
  await db().connection.updateMany({ where, data: { endsAt: new Date() } });
  await db().apiKey.updateMany({ where: { ...where, name: "Default - Full access" }, data: { name: CANARY } });
  await db().environment.update({ where: { id: where.environmentId }, data: { settings: { productName: CANARY } } });
  ids.apiKey = (await db().apiKey.findFirstOrThrow({ where: { ...where, name: CANARY } })).id;
  ids.delivery = (await db().delivery.findFirstOrThrow({ where })).id;
});

type Outcome = "refused" | "own";

/** Every procedure, called with another team's IDs: it either rejects the call or returns only the caller's own data. */
const CALLS: Record<string, [Outcome, () => unknown]> = {
  "apiKeys.list": ["own", () => undefined],
  "apiKeys.create": ["own", () => ({ name: randomUUID(), scopes: ["environment:proxy"] })],
  "apiKeys.reveal": ["refused", () => ({ id: ids.apiKey })],
  "apiKeys.delete": ["refused", () => ({ id: ids.apiKey })],
  "connectSessions.create": ["refused", () => ({ endUserId: "u", integrationKey: KEY })],
  "connectSessions.reconnect": ["refused", () => ref],
  "connections.list": ["own", () => ({})],
  "connections.calendar": ["own", () => ({ days: 30 })],
  "connections.get": ["refused", () => ref],
  "connections.timeline": ["own", () => ref],
  "connections.credentials": ["refused", () => ref],
  "connections.refresh": ["refused", () => ref],
  "connections.delete": ["refused", () => ref],
  "environment.get": ["own", () => undefined],
  "environment.update": ["own", () => ({ productName: "Mine" })],
  "gettingStarted.read": ["own", () => undefined],
  "gettingStarted.addLab": ["own", () => undefined],
  "integrations.list": ["own", () => undefined],
  "integrations.get": ["refused", () => ({ uniqueKey: KEY })],
  "integrations.create": ["own", () => ({ provider: "lab-api-key", unique_key: randomUUID() })],
  "integrations.update": ["refused", () => ({ uniqueKey: KEY, patch: { display_name: "Taken" } })],
  "integrations.delete": ["refused", () => ({ uniqueKey: KEY })],
  "providers.list": ["own", () => undefined],
  "providers.get": ["own", () => ({ slug: "github" })],
  "webhooks.settings": ["own", () => undefined],
  "webhooks.update": ["own", () => ({ primaryUrl: "https://hooks.example/mine" })],
  "webhooks.revealSigningKey": ["own", () => undefined],
  "webhooks.rotateSigningKey": ["own", () => undefined],
  "webhooks.sendTest": ["own", () => undefined],
  "webhooks.deliveries": ["own", () => undefined],
  "webhooks.retry": ["refused", () => ({ id: ids.delivery })],
};

/** Calls a procedure by its path, as the HTTP adapter does. */
async function call(userId: string | null, environmentName: string | null, path: string): Promise<unknown> {
  const caller = createCallerFactory(appRouter)({ userId, environmentName }) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  const [router = "", procedure = ""] = path.split(".");
  return caller[router]?.[procedure]?.(CALLS[path]?.[1]());
}

/** All rows of the victim's environment. */
async function snapshot(): Promise<string[]> {
  const lines = (await dumpEverything()).split("\n");
  return lines.filter((line) => line.includes(victim.dev.ctx.environmentId)).sort();
}

const PATHS = Object.keys(CALLS);

describe("the dashboard's API", () => {
  it("has every procedure in this test", () => {
    expect(Object.keys(appRouter._def.procedures).sort()).toEqual([...PATHS].sort());
  });

  it.each(PATHS)("%s is rejected for callers who aren't signed in and for deleted users", async (path) => {
    await expect(call(null, "dev", path)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(call("usr_gone", "dev", path)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call(victim.userId, "none", path)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call(victim.userId, victim.dev.ctx.environmentId, path)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([
    ["another team", () => stranger.userId, "dev"],
    ["the same team's other environment", () => victim.userId, "prod"],
  ])("shows and changes nothing of an environment for %s", async (_who, userId, environment) => {
    const before = await snapshot();
    for (const path of PATHS) {
      const answer = call(userId(), environment, path);
      const [expected] = CALLS[path] ?? [];
      if (expected === "refused") {
        await expect(answer, path).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|BAD_REQUEST/) });
        await answer.catch((error: unknown) => expect(String(error)).not.toContain(CANARY));
      } else {
        expect([path, JSON.stringify((await answer) ?? null)]).not.toEqual([path, expect.stringContaining(CANARY)]);
      }
    }
    expect(await snapshot()).toEqual(before);
  });

  it("rejects a user as soon as they leave the team", async () => {
    const { userId } = await newTeam();
    await pool().query(`delete from "Membership" where "userId" = $1`, [userId]);
    await expect(call(userId, "dev", "connections.list")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

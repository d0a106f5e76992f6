import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { json, startTokenServer, type TokenAnswer } from "@/server/testing/token-server";
import { findConnectionRow } from "@/server/vault/connection";
import { updateWebhookSettings } from "@/server/webhooks/settings";
import { refreshHere } from "./refresh-claimed";

const provider = await startTokenServer();
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: provider.url });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const fresh = json({ access_token: "canary_new", refresh_token: "canary_rt_new", expires_in: 3600 });
const OUTAGE: TokenAnswer = { status: 503, body: "" };
const REVOKED = json({ error: "invalid_grant", error_description: "The person took it back." }, 400);
const rowOf = (connectionId: string) => findConnectionRow(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });

async function connect(body: Record<string, unknown> = {}, token: "valid" | "expired" = "valid"): Promise<string> {
  provider.answerWith(() => json({ access_token: "canary_old", refresh_token: "canary_rt_old", expires_in: 3600 }));
  const connectionId = await flows.connect(dev, body);
  if (token === "expired") await makeDue(connectionId, token);
  return connectionId;
}

async function refresh(connectionId: string, ...responses: TokenAnswer[]): Promise<void> {
  for (const response of responses) {
    provider.answerWith(() => response);
    await refreshHere(await rowOf(connectionId));
  }
}

/** The webhooks since the connection was created. */
async function webhooksOf(connectionId: string) {
  return (await eventsOf(connectionId)).slice(1);
}

/** The same webhooks, each as its failure class or `recovered`. */
async function outcomesOf(connectionId: string): Promise<string[]> {
  return (await webhooksOf(connectionId)).map(({ success, error }) => {
    return success ? "recovered" : (error as { type: string }).type;
  });
}

/** Each class of temporary failures, with a response that causes it. */
const TEMPORARY: [string, TokenAnswer][] = [
  ["outage", OUTAGE],
  ["rate_limited", { status: 429, body: "" }],
  ["bad_answer", { body: "<h1>hello</h1>" }],
  ["missing_scope", json({ error: "invalid_scope" }, 400)],
];

describe("the webhook of a refresh", () => {
  it.each(TEMPORARY)("isn't sent for %s while the token is valid", async (_kind, answer) => {
    const connectionId = await connect();
    await refresh(connectionId, answer, answer, answer, fresh);
    expect(await webhooksOf(connectionId)).toEqual([]);
  });

  it.each([...TEMPORARY, ["bad_client", json({ error: "invalid_client" }, 401)] as [string, TokenAnswer]])(
    "is sent once for %s when the token has expired, and once on recovery",
    async (kind, answer) => {
      const connectionId = await connect({}, "expired");
      await refresh(connectionId, answer, answer, answer);
      expect(await outcomesOf(connectionId)).toEqual([kind]);
      await refresh(connectionId, fresh, fresh);
      expect(await outcomesOf(connectionId)).toEqual([kind, "recovered"]);
    },
  );

  it("is sent when the token expires while its refresh is failing", async () => {
    const connectionId = await connect();
    await refresh(connectionId, OUTAGE);
    await makeDue(connectionId, "expired");
    await refresh(connectionId, OUTAGE, OUTAGE);
    expect(await outcomesOf(connectionId)).toEqual(["outage"]);
  });

  it("is sent in the wire format for a revoked grant, even while the token is valid", async () => {
    const connectionId = await connect({
      end_user: { id: "user-42", email: "ada@example.com" },
      tags: { plan: "pro" },
    });
    await refresh(connectionId, REVOKED, REVOKED);
    const subject = {
      ...{ from: "nango", type: "auth", connectionId, providerConfigKey: "lab-oauth2", authMode: "OAUTH2" },
      ...{ provider: "lab-oauth2", environment: "dev", operation: "refresh" },
      tags: expect.objectContaining({ plan: "pro" }),
      endUser: { endUserId: "user-42", endUserEmail: "ada@example.com", organizationId: null, tags: {} },
    };
    const description = 'Provider lab (OAuth 2.0) rejected the refresh token. It responded: "The person took it back".';
    expect(await webhooksOf(connectionId)).toEqual([
      { ...subject, success: false, error: { type: "revoked_grant", description } },
    ]);
    await refresh(connectionId, fresh);
    expect((await webhooksOf(connectionId)).at(-1)).toEqual({ ...subject, success: true });
  });

  it("has the type interrupted when a refresh was cut off before the rejection", async () => {
    const connectionId = await connect();
    await refresh(connectionId, null, REVOKED);
    expect(await outcomesOf(connectionId)).toEqual(["interrupted"]);
  });

  it("is sent once, on the second rejection of a client, while the token is valid", async () => {
    const connectionId = await connect();
    const refusal = json({ error: "invalid_client" }, 401);
    await refresh(connectionId, refusal);
    expect(await webhooksOf(connectionId)).toEqual([]);
    await refresh(connectionId, refusal, refusal);
    expect(await outcomesOf(connectionId)).toEqual(["bad_client"]);
  });

  it("is sent for each new failure class, and again for the same class only after a recovery", async () => {
    const connectionId = await connect({}, "expired");
    await refresh(connectionId, OUTAGE, REVOKED, fresh);
    await makeDue(connectionId, "expired");
    await refresh(connectionId, OUTAGE);
    expect(await outcomesOf(connectionId)).toEqual(["outage", "revoked_grant", "recovered", "outage"]);
  });

  it("contains no credentials", async () => {
    const connectionId = await connect({}, "expired");
    await refresh(connectionId, OUTAGE, REVOKED, fresh);
    expect(JSON.stringify(await eventsOf(connectionId))).not.toMatch(/canary|lab-secret/);
  });

  it("goes to the connection's webhook override when it has one", async () => {
    const override = "https://hooks.example/own";
    const connectionId = await connect({ webhook_url_override: override }, "expired");
    await refresh(connectionId, OUTAGE, fresh);
    const { id: subjectId } = await rowOf(connectionId);
    const events = await db().event.findMany({ where: { subjectId }, include: { deliveries: true } });
    const sent = events.map(({ type, deliveries }) => [type, deliveries.map(({ url }) => url)]);
    expect(sent).toContainEqual(["connection.refresh_failed", [override]]);
    expect(sent).toContainEqual(["connection.refresh_recovered", [override]]);
  });

  it("isn't sent when the environment turned it off, but the health shows the failure", async () => {
    await updateWebhookSettings(dev.ctx, { onAuthRefreshError: false });
    const connectionId = await connect({}, "expired");
    await refresh(connectionId, REVOKED);
    expect([(await rowOf(connectionId)).health, await webhooksOf(connectionId)]).toEqual(["needs_reconnect", []]);
    await refresh(connectionId, fresh);
    expect(await webhooksOf(connectionId)).toEqual([]);
    await updateWebhookSettings(dev.ctx, { onAuthRefreshError: true });
  });
});

describe("the webhook of a deletion", () => {
  it("names the deleted connection, whatever its health was", async () => {
    const connectionId = await connect();
    await refresh(connectionId, REVOKED);
    const path = `/connections/${connectionId}?provider_config_key=lab-oauth2`;
    await keyhold.call(path, { method: "DELETE", apiKey: dev.apiKey });
    expect((await webhooksOf(connectionId)).at(-1)).toMatchObject({
      operation: "deletion",
      success: true,
      connectionId,
    });
  });
});

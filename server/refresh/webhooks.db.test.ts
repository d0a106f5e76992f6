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

async function connect(body: Record<string, unknown> = {}, token: "lives" | "has ended" = "lives"): Promise<string> {
  provider.answerWith(() => json({ access_token: "canary_old", refresh_token: "canary_rt_old", expires_in: 3600 }));
  const connectionId = await flows.connect(dev, body);
  if (token === "has ended") await makeDue(connectionId, token);
  return connectionId;
}

async function renew(connectionId: string, ...answers: TokenAnswer[]): Promise<void> {
  for (const answer of answers) {
    provider.answerWith(() => answer);
    await refreshHere(await rowOf(connectionId));
  }
}

/** What was told since the connection was made. */
async function told(connectionId: string) {
  return (await eventsOf(connectionId)).slice(1);
}

/** The same in short: the class of a failure, or that it is over. */
async function story(connectionId: string): Promise<string[]> {
  return (await told(connectionId)).map(({ success, error }) => {
    return success ? "recovered" : (error as { type: string }).type;
  });
}

/** Every class of failure that no person must end, and an answer that means it. */
const PASSING: [string, TokenAnswer][] = [
  ["outage", OUTAGE],
  ["rate_limited", { status: 429, body: "" }],
  ["bad_answer", { body: "<h1>hello</h1>" }],
  ["missing_scope", json({ error: "invalid_scope" }, 400)],
];

describe("a webhook of a renewal", () => {
  it.each(PASSING)("is not sent of %s while the token lives: it costs nobody anything", async (_kind, answer) => {
    const connectionId = await connect();
    await renew(connectionId, answer, answer, answer, fresh);
    expect(await told(connectionId)).toEqual([]);
  });

  it.each([...PASSING, ["bad_client", json({ error: "invalid_client" }, 401)] as [string, TokenAnswer]])(
    "tells of %s once when the token has ended, and that it is over",
    async (kind, answer) => {
      const connectionId = await connect({}, "has ended");
      await renew(connectionId, answer, answer, answer);
      expect(await story(connectionId)).toEqual([kind]);
      await renew(connectionId, fresh, fresh);
      expect(await story(connectionId)).toEqual([kind, "recovered"]);
    },
  );

  it("tells of a token that ends while its renewal has been failing", async () => {
    const connectionId = await connect();
    await renew(connectionId, OUTAGE);
    await makeDue(connectionId, "has ended");
    await renew(connectionId, OUTAGE, OUTAGE);
    expect(await story(connectionId)).toEqual(["outage"]);
  });

  it("tells what is lost also while the token lives, in the wire's shape", async () => {
    const connectionId = await connect({
      end_user: { id: "user-42", email: "ada@example.com" },
      tags: { plan: "pro" },
    });
    await renew(connectionId, REVOKED, REVOKED);
    const subject = {
      ...{ from: "nango", type: "auth", connectionId, providerConfigKey: "lab-oauth2", authMode: "OAUTH2" },
      ...{ provider: "lab-oauth2", environment: "dev", operation: "refresh" },
      tags: expect.objectContaining({ plan: "pro" }),
      endUser: { endUserId: "user-42", endUserEmail: "ada@example.com", organizationId: null, tags: {} },
    };
    const description = 'Provider lab (OAuth 2.0) rejected the refresh token. It responded: "The person took it back".';
    expect(await told(connectionId)).toEqual([
      { ...subject, success: false, error: { type: "revoked_grant", description } },
    ]);
    await renew(connectionId, fresh);
    expect((await told(connectionId)).at(-1)).toEqual({ ...subject, success: true });
  });

  it("tells of a renewal that was cut off before the refusal as interrupted", async () => {
    const connectionId = await connect();
    await renew(connectionId, null, REVOKED);
    expect(await story(connectionId)).toEqual(["interrupted"]);
  });

  it("tells of a refused client from the second refusal on, once, while the token lives", async () => {
    const connectionId = await connect();
    const refusal = json({ error: "invalid_client" }, 401);
    await renew(connectionId, refusal);
    expect(await told(connectionId)).toEqual([]);
    await renew(connectionId, refusal, refusal);
    expect(await story(connectionId)).toEqual(["bad_client"]);
  });

  it("tells of another class anew, and of the same again only after it was over", async () => {
    const connectionId = await connect({}, "has ended");
    await renew(connectionId, OUTAGE, REVOKED, fresh);
    await makeDue(connectionId, "has ended");
    await renew(connectionId, OUTAGE);
    expect(await story(connectionId)).toEqual(["outage", "revoked_grant", "recovered", "outage"]);
  });

  it("carries no credential", async () => {
    const connectionId = await connect({}, "has ended");
    await renew(connectionId, OUTAGE, REVOKED, fresh);
    expect(JSON.stringify(await eventsOf(connectionId))).not.toMatch(/canary|lab-secret/);
  });

  it("goes to the connection's own address where it has one", async () => {
    const override = "https://hooks.example/own";
    const connectionId = await connect({ webhook_url_override: override }, "has ended");
    await renew(connectionId, OUTAGE, fresh);
    const { id: subjectId } = await rowOf(connectionId);
    const events = await db().event.findMany({ where: { subjectId }, include: { deliveries: true } });
    const sent = events.map(({ type, deliveries }) => [type, deliveries.map(({ url }) => url)]);
    expect(sent).toContainEqual(["connection.refresh_failed", [override]]);
    expect(sent).toContainEqual(["connection.refresh_recovered", [override]]);
  });

  it("is not sent where the environment switched it off; the failure is shown and logged all the same", async () => {
    await updateWebhookSettings(dev.ctx, { onAuthRefreshError: false });
    const connectionId = await connect({}, "has ended");
    await renew(connectionId, REVOKED);
    expect([(await rowOf(connectionId)).health, await told(connectionId)]).toEqual(["needs_reconnect", []]);
    await renew(connectionId, fresh);
    expect(await told(connectionId)).toEqual([]);
    await updateWebhookSettings(dev.ctx, { onAuthRefreshError: true });
  });
});

describe("a webhook of a deletion", () => {
  it("tells which connection is gone, whatever its health was", async () => {
    const connectionId = await connect();
    await renew(connectionId, REVOKED);
    const path = `/connections/${connectionId}?provider_config_key=lab-oauth2`;
    await keyhold.call(path, { method: "DELETE", apiKey: dev.apiKey });
    expect((await told(connectionId)).at(-1)).toMatchObject({ operation: "deletion", success: true, connectionId });
  });
});

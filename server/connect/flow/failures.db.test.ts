import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { locationOf, newBrowser, refusalOf } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const NAME = "Provider lab \\(OAuth 2.0\\)";

/** Runs a flow with a scenario of the lab. The browser sets the scenario, so that the session stays unchanged. */
async function walk(token: string, scenario: string) {
  const browser = newBrowser(keyhold);
  const query = `connect_session_token=${token}&authorization_params[lab_token]=${scenario}`;
  const authorization = locationOf(await browser.go(`/oauth/connect/lab-oauth2?${query}`));
  const callback = locationOf(await browser.go(authorization.href));
  const response = await browser.go(callback.href);
  return { response, connectionId: authorization.searchParams.get("lab_connection") ?? "" };
}

const SCENARIOS: [string, number, string, RegExp][] = [
  [
    "500",
    503,
    "provider_unavailable",
    /isn't responding right now, so nothing was connected\. Try again in a few minutes\.$/,
  ],
  [
    "429",
    503,
    "provider_unavailable",
    /isn't responding right now, so nothing was connected\. Try again in a few minutes\.$/,
  ],
  ["html", 400, "token_err", /didn't issue a token\. Start again\.$/],
  ["error_200", 400, "token_err", /didn't issue a token\. It responded: "The code passed is incorrect/],
  ["invalid_grant", 400, "token_err", /didn't issue a token\. It responded: "The user or/],
  ["invalid_client", 400, "invalid_client", /rejected this integration's client ID and secret\./],
];

describe("a code exchange that fails", () => {
  it.each(SCENARIOS)(
    "with scenario %s returns status %i and code %s, logs one message and stores nothing",
    async (scenario, status, code, words) => {
      const token = await flows.newSession(dev);
      const { response, connectionId } = await walk(token, scenario);
      expect([response.status, response.headers.get("retry-after")]).toEqual([status, status === 503 ? "1" : null]);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      expect(error).toMatchObject({ code, message: expect.stringMatching(words) });
      expect(error.message).toMatch(new RegExp(`^${NAME} `));
      expect(await operationsOf(connectionId)).toEqual([
        { type: "auth", status: "failed", code, message: error.message },
      ]);
      expect(await eventsOf(connectionId)).toEqual([
        expect.objectContaining({
          operation: "creation",
          success: false,
          error: { type: code, description: error.message },
        }),
      ]);
      expect(await db().connection.count({ where: { connectionId } })).toBe(0);
      // The session isn't used up: the same link works on the next attempt.
      expect((await walk(token, "ok")).response.status).toBe(200);
    },
  );

  it("by hanging is reported as an unavailable provider after 15 seconds", { timeout: 40_000 }, async () => {
    const { response, connectionId } = await walk(await flows.newSession(dev), "hang");
    expect(await refusalOf(response)).toEqual([503, "provider_unavailable"]);
    expect(await operationsOf(connectionId)).toHaveLength(1);
    expect(await db().connection.count({ where: { connectionId } })).toBe(0);
  });

  it("isn't a response without expires_in: the token has no expiry", async () => {
    const { response, connectionId } = await walk(await flows.newSession(dev), "no_expires_in");
    expect(response.status).toBe(200);
    const row = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect([row.expiresAt, row.refreshDueAt]).toEqual([null, null]);
  });
});

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { open } from "@/server/crypto";
import { db } from "@/server/db";
import { flowsOf, tokenRequestsIn } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { dumpEverything } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

/** Returns the verifier of a flow, which only Keyhold can open. */
async function verifierOf(connectionId: string): Promise<string> {
  const { id, environmentId, secrets } = await db().authAttempt.findFirstOrThrow({ where: { connectionId } });
  const place = { environmentId, table: "AuthAttempt", rowId: id, field: "secrets" };
  const { verifier } = (await open(secrets ?? new Uint8Array(), place)) as { verifier: string };
  return verifier;
}

describe("PKCE (RFC 7636)", () => {
  it("sends the S256 challenge of a new verifier of 43 to 128 unreserved characters", async () => {
    const trips = await Promise.all([...Array(10)].map(() => flows.waiting(dev)));
    const verifiers = await Promise.all(trips.map(({ connectionId }) => verifierOf(connectionId)));
    expect(new Set(verifiers).size).toBe(10);
    for (const [index, verifier] of verifiers.entries()) {
      expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
      const query = trips[index]?.authorization.searchParams;
      expect(query?.get("code_challenge_method")).toBe("S256");
      expect(query?.get("code_challenge")).toBe(createHash("sha256").update(verifier).digest("base64url"));
    }
  });

  it("keeps the verifier sealed until the code is redeemed", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const verifier = await verifierOf(connectionId);
    expect(await dumpEverything()).not.toContain(verifier);
    expect((await browser.go(callback.href)).status).toBe(200);
  });

  it.each([
    ["code_challenge", "x".repeat(43)],
    ["code_challenge_method", "plain"],
    ["response_type", "token"],
    ["redirect_uri", "https://evil.example/oauth/callback"],
    ["state", "chosen-by-the-attacker"],
    ["client_id", "evil-client"],
  ])("doesn't let the browser or the backend replace %s", async (name, value) => {
    const token = await flows.newSession(dev, { lab: { [name]: value } });
    const response = await keyhold.call(
      `/oauth/connect/lab-oauth2?connect_session_token=${token}&authorization_params[${name}]=${encodeURIComponent(value)}`,
    );
    const sent = new URL(response.headers.get("location") ?? "").searchParams;
    expect(sent.getAll(name)).toHaveLength(1);
    expect(sent.get(name)).not.toBe(value);
  });

  it("makes a code useless in another flow: the verifier doesn't match", async () => {
    const [mine, theirs] = [await flows.waiting(dev), await flows.waiting(dev)];
    mine.callback.searchParams.set("code", theirs.callback.searchParams.get("code") ?? "");
    expect((await mine.browser.go(mine.callback.href)).status).toBe(400);
    expect(tokenRequestsIn(await flows.ledger(theirs.connectionId))).toEqual(["refused code pkce_mismatch"]);
    expect(await db().connection.count({ where: { connectionId: mine.connectionId } })).toBe(0);
  });
});

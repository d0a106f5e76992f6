import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { json, startTokenServer, type TokenAnswer } from "@/server/testing/token-server";

const provider = await startTokenServer();
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: provider.url });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const REFUSED: [string, TokenAnswer, [number, string]][] = [
  ["breaks the connection", null, [503, "provider_unavailable"]],
  ["is down", { status: 503, body: "<h1>down</h1>" }, [503, "provider_unavailable"]],
  ["returns 401 without a body", { status: 401, body: "" }, [400, "token_err"]],
  ["redirects", { status: 307, headers: { location: "/elsewhere" }, body: "" }, [400, "token_err"]],
  ["sends no token", json({ token_type: "bearer" }), [400, "token_err"]],
  ["sends a number", json({ access_token: 42 }), [400, "token_err"]],
  ["sends an empty token", json({ access_token: "" }), [400, "token_err"]],
  ["sends a token with a line break", json({ access_token: "a\r\nx-evil: 1" }), [400, "token_err"]],
  ["sends a token of 70 kB", json({ access_token: "a".repeat(70_000) }), [400, "token_err"]],
  ["sends 300 kB", json({ access_token: "a", more: "x".repeat(300_000) }), [400, "token_err"]],
  ["sends a list", json([{ access_token: "a" }]), [400, "token_err"]],
  ["sends null", json(null), [400, "token_err"]],
  ["sends incomplete JSON", { body: '{"access_token":"a' }, [400, "token_err"]],
  [
    "sends an error that can't be stored",
    json({ error: "x\0y", error_description: "\0\ud800" }, 400),
    [400, "token_err"],
  ],
  ["sends an error object", json({ error: { message: "\ud800", type: "\0" } }), [400, "token_err"]],
];

describe("a token endpoint that", () => {
  it.each(REFUSED)("%s: nothing is stored, and the log has the error", async (_name, answer, refusal) => {
    provider.answerWith(() => answer);
    const before = provider.calls.length;
    const { browser, callback, connectionId } = await flows.waiting(dev);
    expect(await refusalOf(await browser.go(callback.href))).toEqual(refusal);
    expect(provider.calls.slice(before).map(({ path }) => path)).toEqual(["/lab/oauth2/token"]);
    expect(await operationsOf(connectionId)).toEqual([expect.objectContaining({ status: "failed", code: refusal[1] })]);
    expect(await eventsOf(connectionId)).toEqual([expect.objectContaining({ success: false })]);
    expect(await db().connection.count({ where: { connectionId } })).toBe(0);
  });

  it.each([
    ["a string", { expires_in: "soon" }],
    ["negative", { expires_in: -1 }],
    ["zero", { expires_in: 0 }],
    ["an object", { expires_in: {} }],
    ["null", { expires_in: null }],
  ])("sends an expires_in that is %s: the token is stored without an expiry", async (_name, fields) => {
    provider.answerWith(() => json({ access_token: "a", ...fields }));
    const { browser, callback, connectionId } = await flows.waiting(dev);
    expect((await browser.go(callback.href)).status).toBe(200);
    const row = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect(row.expiresAt).toBeNull();
  });

  it("sends an absurdly long lifetime: the lifetime is capped at a century", async () => {
    provider.answerWith(() => json({ access_token: "a", expires_in: 1e300 }));
    const { browser, callback, connectionId } = await flows.waiting(dev);
    expect((await browser.go(callback.href)).status).toBe(200);
    const { expiresAt } = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect(expiresAt?.getFullYear()).toBeLessThan(2200);
  });

  it("is called: it receives the verifier, the code and the redirect URI of the flow", async () => {
    provider.answerWith(() => json({ access_token: "a" }));
    const { browser, callback, authorization } = await flows.waiting(dev);
    expect((await browser.go(callback.href)).status).toBe(200);
    const { form } = provider.calls.at(-1) ?? { form: new URLSearchParams() };
    expect(Object.fromEntries(form)).toEqual({
      grant_type: "authorization_code",
      code: callback.searchParams.get("code"),
      redirect_uri: authorization.searchParams.get("redirect_uri"),
      code_verifier: expect.stringMatching(/^[A-Za-z0-9._~-]{43,128}$/),
    });
  });
});

describe("a refreshed token that is already expired", () => {
  it("is refreshed once per read, not in a loop", async () => {
    const over = json({ access_token: "a", refresh_token: "r", expires_in: 0.001 });
    provider.answerWith(() => over);
    const { browser, callback, connectionId } = await flows.waiting(dev);
    expect((await browser.go(callback.href)).status).toBe(200);
    const before = provider.calls.length;
    const path = `/connections/${connectionId}?provider_config_key=lab-oauth2`;
    expect((await keyhold.call(path, { apiKey: dev.apiKey })).status).toBe(200);
    expect(provider.calls.length - before).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { answerOf, label, startLab, storyOf } from "./testing/client";

const lab = startLab();
const ADA = { id: "lab_user_ada", name: "Ada Lovelace", email: "ada@example.com" };
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });

describe("GET /lab/api/me", () => {
  it("returns the user of an access token", async () => {
    const { access_token } = await lab.connect({ scope: "profile read", lab_expires_in: "90" });
    lab.passSeconds(30);
    expect(await answerOf(await lab.me({ authorization: `Bearer ${access_token}` }))).toEqual([
      200,
      { ...ADA, via: "oauth2", scopes: ["profile", "read"], expires_in: 60 },
    ]);
  });

  it.each([
    ["Bearer", { authorization: "Bearer lab_key_valid" }, "api_key"],
    ["lower-case bearer", { authorization: "bearer lab_key_valid" }, "api_key"],
    ["X-API-Key", { "x-api-key": "lab_key_valid" }, "api_key"],
    ["Basic", basic("ada:lab_pass_valid"), "basic"],
  ])("accepts the test credentials as %s", async (_, headers: Record<string, string>, via) => {
    expect(await answerOf(await lab.me(headers))).toEqual([200, { ...ADA, via, scopes: [], expires_in: null }]);
  });

  it.each([
    ["no credential", {}, 401, "missing_credentials"],
    ["a wrong API key", { "x-api-key": "lab_key_valid2" }, 401, "invalid_api_key"],
    ["a wrong API key as Bearer", { authorization: "Bearer lab_key_wrong" }, 401, "invalid_api_key"],
    ["an empty API key", { "x-api-key": "" }, 401, "invalid_api_key"],
    ["a revoked API key", { "x-api-key": "lab_key_revoked" }, 401, "revoked_api_key"],
    ["an API key over its limit", { "x-api-key": "lab_key_limited" }, 429, "rate_limited"],
    ["an API that is down", { "x-api-key": "lab_key_down" }, 503, "unavailable"],
    ["an unknown access token", { authorization: "Bearer lab_at_guess" }, 401, "invalid_token"],
    ["a wrong password", basic("ada:wrong"), 401, "invalid_basic"],
    ["a wrong user", basic("grace:lab_pass_valid"), 401, "invalid_basic"],
    ["a revoked password", basic("ada:lab_pass_revoked"), 401, "revoked_basic"],
    ["an unknown scheme", { authorization: "Digest x" }, 401, "invalid_authorization"],
    ["two credentials", { ...basic("ada:lab_pass_valid"), "x-api-key": "lab_key_valid" }, 400, "invalid_request"],
  ])("rejects %s with a reason", async (_, headers: Record<string, string>, status, error) => {
    expect(await answerOf(await lab.me(headers))).toEqual([status, { error, message: expect.stringMatching(/\.$/) }]);
  });

  it("rejects refresh tokens, and tokens in the URL", async () => {
    const { access_token, refresh_token } = await lab.connect();
    expect((await lab.me({ authorization: `Bearer ${refresh_token}` })).status).toBe(401);
    expect((await lab.request(`/api/me?access_token=${access_token}`)).status).toBe(400);
  });

  it("says why a token is no longer valid (RFC 6750 §3)", async () => {
    const { access_token } = await lab.connect({ lab_expires_in: "1" });
    lab.passSeconds(1);
    const response = await lab.me({ authorization: `Bearer ${access_token}` });
    expect(response.headers.get("www-authenticate")).toContain('error="invalid_token"');
    expect((await response.json()).message).toBe("This access token has expired.");
  });

  it("labels the use of a key in the ledger when X-Lab-Connection names the connection", async () => {
    await lab.me({ "x-api-key": "lab_key_valid", "x-lab-connection": label("keyed") });
    await lab.me({ "x-api-key": "wrong", "x-lab-connection": label("keyed") });
    expect(storyOf(await lab.ledger(label("keyed")))).toEqual(["used api_key", "refused api_key unknown"]);
  });
});

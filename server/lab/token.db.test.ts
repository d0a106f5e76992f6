import { describe, expect, it } from "vitest";
import { answerOf, label, startLab, storyOf } from "./testing/client";

const lab = startLab();
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

describe("redeeming a code (RFC 6749 §4.1.3)", () => {
  it("returns tokens that must not be cached", async () => {
    const response = await lab.redeem(await lab.codeFor({ lab_expires_in: "7", scope: "read write" }));
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^lab_at_.{43}$/),
      refresh_token: expect.stringMatching(/^lab_rt_.{43}$/),
      token_type: "Bearer",
      expires_in: 7,
      scope: "read write",
    });
  });

  it("accepts a code once, and revokes its tokens when it is used again", async () => {
    const code = await lab.codeFor({ lab_connection: label("replay") });
    const { access_token } = await (await lab.redeem(code)).json();
    expect(await answerOf(await lab.redeem(code))).toEqual([400, expect.objectContaining({ error: "invalid_grant" })]);
    expect((await lab.me({ authorization: `Bearer ${access_token}` })).status).toBe(401);
    expect(storyOf(await lab.ledger(label("replay")))).toEqual([
      "authorized code",
      "issued access",
      "issued refresh",
      "revoked access code_reuse",
      "revoked refresh code_reuse",
      "refused code code_reused",
      "refused access token_revoked",
    ]);
  });

  it("succeeds for exactly one of ten concurrent requests", async () => {
    const code = await lab.codeFor();
    const answers = await Promise.all(Array.from({ length: 10 }, () => lab.redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("accepts a code for one minute", async () => {
    const code = await lab.codeFor();
    lab.passSeconds(60);
    expect((await lab.redeem(code)).status).toBe(400);
  });

  it.each([
    ["another redirect URI", { redirect_uri: "http://keyhold.test:3000/oauth/callback" }, "invalid_grant"],
    ["another verifier", { code_verifier: "b".repeat(43) }, "invalid_grant"],
    ["a short verifier", { code_verifier: "b".repeat(42) }, "invalid_request"],
    ["no verifier", { code_verifier: "" }, "invalid_request"],
    ["no redirect URI", { redirect_uri: "" }, "invalid_request"],
    ["an unknown code", { code: "lab_code_guess" }, "invalid_grant"],
    ["no grant type", { grant_type: "" }, "invalid_request"],
    ["another grant type", { grant_type: "password" }, "unsupported_grant_type"],
  ])("rejects %s", async (_, form, error) => {
    const response = await lab.redeem(await lab.codeFor(), form);
    expect(await answerOf(response)).toEqual([400, { error, error_description: expect.any(String) }]);
  });

  it("rejects a body that isn't a form, and a repeated parameter (§3.2)", async () => {
    expect((await lab.postJson("/oauth2/token", {})).status).toBe(400);
    const body = new URLSearchParams("grant_type=refresh_token&grant_type=refresh_token");
    const response = await lab.request("/oauth2/token", { method: "POST", body });
    expect((await response.json()).error_description).toContain("more than once");
  });
});

describe("client authentication (RFC 6749 §2.3.1)", () => {
  const attempt = (form: Record<string, string>, authorization?: string) =>
    lab.postForm(
      "/oauth2/token",
      { grant_type: "refresh_token", refresh_token: "x", ...form },
      authorization ? { authorization } : {},
    );

  it("accepts the client's secret in the header or in the body", async () => {
    for (const response of [
      await attempt({}, basic("lab-client", "lab-secret")),
      await attempt({}, basic("lab%2Dclient", "lab%2Dsecret")),
      await attempt({ client_id: "lab-client" }, basic("lab-client", "lab-secret")),
      await attempt({ client_id: "lab-client", client_secret: "lab-secret" }),
    ]) {
      expect((await response.json()).error).toBe("invalid_grant"); // the client is accepted, the token is not
    }
  });

  it.each([
    ["a wrong secret by header", {}, basic("lab-client", "wrong"), 'Basic realm="Provider lab"'],
    ["an unknown client by header", {}, basic("other", "lab-secret"), 'Basic realm="Provider lab"'],
    ["no Basic header at all", {}, "Bearer x", 'Basic realm="Provider lab"'],
    ["a wrong secret in the body", { client_id: "lab-client", client_secret: "wrong" }, undefined, null],
    ["no authentication", {}, undefined, null],
  ])("rejects %s with a reason", async (_, form, authorization, challenge) => {
    const response = await attempt(form, authorization);
    expect(response.headers.get("www-authenticate")).toBe(challenge);
    expect(await answerOf(response)).toEqual([401, { error: "invalid_client", error_description: expect.any(String) }]);
  });

  it("rejects a secret in both the header and the body", async () => {
    const response = await attempt({ client_secret: "lab-secret" }, basic("lab-client", "lab-secret"));
    expect((await response.json()).error).toBe("invalid_request");
  });
});

describe("refreshing (RFC 6749 §6)", () => {
  it("issues a new refresh token and revokes all tokens on reuse with strict rotation", async () => {
    const first = await lab.connect({ lab_connection: label("strict") });
    const second = await (await lab.refresh(first.refresh_token)).json();
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await answerOf(await lab.refresh(first.refresh_token))).toEqual([
      400,
      { error: "invalid_grant", error_description: expect.stringContaining("already used") },
    ]);
    expect((await lab.refresh(second.refresh_token)).status).toBe(400);
    expect((await lab.me({ authorization: `Bearer ${second.access_token}` })).status).toBe(401);
    expect(storyOf(await lab.ledger(label("strict")))).toEqual([
      "authorized code",
      "issued access",
      "issued refresh",
      "refreshed refresh",
      "issued access",
      "issued refresh",
      "refused refresh refresh_token_reused",
      "revoked access refresh_reuse",
      "revoked access refresh_reuse",
      "revoked refresh refresh_reuse",
      "refused refresh grant_revoked",
      "refused access token_revoked",
    ]);
  });

  it("succeeds for exactly one of ten concurrent requests with strict rotation", async () => {
    const { refresh_token } = await lab.connect();
    const answers = await Promise.all(Array.from({ length: 10 }, () => lab.refresh(refresh_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("accepts the old token until the new one is used with overlap rotation", async () => {
    const first = await lab.connect({ lab_rotation: "overlap" });
    const second = await (await lab.refresh(first.refresh_token)).json();
    const again = await (await lab.refresh(first.refresh_token)).json();
    expect(new Set([first, second, again].map((tokens) => tokens.refresh_token)).size).toBe(3);
    expect((await lab.refresh(again.refresh_token)).status).toBe(200);
    expect((await lab.refresh(first.refresh_token)).status).toBe(400);
  });

  it("keeps the refresh token and does not return it without rotation", async () => {
    const { refresh_token } = await lab.connect({ lab_rotation: "none" });
    for (let n = 0; n < 3; n++) {
      const body = await (await lab.refresh(refresh_token)).json();
      expect(body).not.toHaveProperty("refresh_token");
      expect((await lab.me({ authorization: `Bearer ${body.access_token}` })).status).toBe(200);
    }
  });

  it("rejects a scope that was not granted, an access token and an unknown token", async () => {
    const tokens = await lab.connect({ scope: "read" });
    expect((await (await lab.refresh(tokens.refresh_token, { scope: "read write" })).json()).error).toBe(
      "invalid_scope",
    );
    expect((await (await lab.refresh(tokens.access_token)).json()).error).toBe("invalid_grant");
    expect((await (await lab.refresh("lab_rt_guess")).json()).error).toBe("invalid_grant");
    expect((await lab.refresh(tokens.refresh_token, { scope: "read" })).status).toBe(200);
  });
});

describe("revocation (RFC 7009) and introspection (RFC 7662)", () => {
  const client = { authorization: basic("lab-client", "lab-secret") };
  const revoke = (token: string) => lab.postForm("/oauth2/revoke", { token }, client);
  const introspect = async (token: string) => (await lab.postForm("/oauth2/introspect", { token }, client)).json();

  it("revoke the whole grant for a refresh token, and only the token for an access token", async () => {
    const { access_token, refresh_token } = await lab.connect({ lab_connection: label("rfc7009") });
    expect((await revoke(access_token)).status).toBe(200);
    expect((await lab.me({ authorization: `Bearer ${access_token}` })).status).toBe(401);
    const refreshed = await (await lab.refresh(refresh_token)).json();
    await revoke(refreshed.refresh_token);
    expect(await introspect(refreshed.access_token)).toEqual({ active: false });
    expect((await lab.refresh(refreshed.refresh_token)).status).toBe(400);
  });

  it("accept an unknown token, and reject an unknown client", async () => {
    expect((await revoke("lab_at_guess")).status).toBe(200);
    expect((await lab.postForm("/oauth2/revoke", { token: "x" })).status).toBe(401);
    expect((await lab.postForm("/oauth2/introspect", { token: "x" })).status).toBe(401);
  });

  it("describe a valid token, and return only active: false for any other", async () => {
    const { access_token, refresh_token } = await lab.connect({ lab_expires_in: "60", scope: "read" });
    expect(await introspect(access_token)).toMatchObject({
      active: true,
      client_id: "lab-client",
      scope: "read",
      username: "ada@example.com",
      token_type: "Bearer",
    });
    expect(await introspect(refresh_token)).toMatchObject({ active: true });
    lab.passSeconds(60);
    expect(await introspect(access_token)).toEqual({ active: false });
    expect(await introspect("lab_at_guess")).toEqual({ active: false });
    await lab.refresh(refresh_token);
    expect(await introspect(refresh_token)).toEqual({ active: false });
  });
});

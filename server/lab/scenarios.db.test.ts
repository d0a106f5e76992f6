import { describe, expect, it } from "vitest";
import { answerOf, label, startLab, storyOf } from "./testing/client";

const lab = startLab({ hangMs: 1 });

describe("scenarios of the token endpoint", () => {
  it.each([
    ["500", 500, { error: "server_error" }],
    ["429", 429, { error: "rate_limited" }],
    ["invalid_grant", 400, { error: "invalid_grant" }],
    ["invalid_client", 401, { error: "invalid_client" }],
    ["error_200", 200, { error: "bad_verification_code" }],
    ["hang", 504, { error: "timeout" }], // after `hangMs`, here one millisecond
  ])("in the code exchange, %s leaves the code valid", async (scenario, status, body) => {
    const connection = label(`token-${scenario}`);
    const code = await lab.codeFor({ lab_token: scenario, lab_connection: connection });
    expect(await answerOf(await lab.redeem(code))).toEqual([status, expect.objectContaining(body)]);
    await lab.postJson("/scenario", { connection, token: "ok" });
    expect((await lab.redeem(code)).status).toBe(200);
  });

  it.each(["500", "429", "invalid_grant", "invalid_client", "error_200", "html", "hang"])(
    "in a refresh, %s leaves the refresh token valid",
    async (scenario) => {
      const connection = label(`refresh-${scenario}`);
      const { refresh_token } = await lab.connect({ lab_refresh: scenario, lab_connection: connection });
      const response = await lab.refresh(refresh_token);
      expect(await response.text()).not.toContain("access_token");
      await lab.postJson("/scenario", { connection, refresh: "ok" });
      expect((await lab.refresh(refresh_token)).status).toBe(200);
      expect(storyOf(await lab.ledger(connection)).slice(3)).toEqual([
        `refused refresh scenario_${scenario}`,
        "refreshed refresh",
        "issued access",
        "issued refresh",
      ]);
    },
  );

  it("return a web page with status 200 for html", async () => {
    const response = await lab.redeem(await lab.codeFor({ lab_token: "html" }));
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("return Retry-After for 429", async () => {
    const response = await lab.redeem(await lab.codeFor({ lab_token: "429" }));
    expect(response.headers.get("retry-after")).toBe("2");
  });

  it("return tokens without a lifetime for no_expires_in", async () => {
    const tokens = await lab.connect({ lab_token: "no_expires_in", lab_refresh: "no_expires_in" });
    expect(tokens).not.toHaveProperty("expires_in");
    expect(await (await lab.refresh(tokens.refresh_token)).json()).not.toHaveProperty("expires_in");
  });

  it("issue tokens without sending a response for lost_reply", async () => {
    const { refresh_token } = await lab.connect({ lab_refresh: "lost_reply", lab_connection: label("lost") });
    expect((await lab.refresh(refresh_token)).status).toBe(504);
    expect(storyOf(await lab.ledger(label("lost"))).slice(3)).toEqual([
      "refreshed refresh",
      "issued access",
      "issued refresh",
    ]);
    expect((await (await lab.refresh(refresh_token)).json()).error_description).toContain("already used");
  });

  it("stop as soon as the client hangs up for hang", async () => {
    const patient = startLab({ hangMs: 3_600_000 });
    const code = await patient.codeFor({ lab_token: "hang" });
    const hangUp = new AbortController();
    const pending = patient.token(
      {
        grant_type: "authorization_code",
        code,
        redirect_uri: "http://keyhold.test:3000/oauth/callback/cb_test",
        code_verifier: "a-verifier-of-forty-three-or-more-characters-0",
      },
      { signal: hangUp.signal },
    );
    hangUp.abort();
    expect((await pending).status).toBe(504);
  });
});

describe("the control calls", () => {
  it("revoke a connection at the API and at the token endpoint", async () => {
    const connection = label("revoked");
    const { access_token, refresh_token } = await lab.connect({ lab_connection: connection });
    expect(await answerOf(await lab.postJson("/revoke", { connection }))).toEqual([200, { connection, revoked: 1 }]);
    expect((await lab.me({ authorization: `Bearer ${access_token}` })).status).toBe(401);
    expect((await (await lab.refresh(refresh_token)).json()).error).toBe("invalid_grant");
    expect(await answerOf(await lab.postJson("/revoke", { connection }))).toEqual([200, { connection, revoked: 0 }]);
  });

  it.each([
    ["down", 503],
    ["429", 429],
    ["html", 200],
    ["hang", 504],
  ])("make the API respond with %s (status %i) until it is set to ok", async (api, status) => {
    const connection = label(`api-${api}`);
    const { access_token } = await lab.connect({ lab_connection: connection });
    const me = () => lab.me({ authorization: `Bearer ${access_token}` });
    await lab.postJson("/scenario", { connection, api });
    const response = await me();
    expect([response.status, (await response.text()).includes("Ada")]).toEqual([status, false]);
    await lab.postJson("/scenario", { connection, api: "ok" });
    expect((await me()).status).toBe(200);
  });

  it("change the lifetime and rotation of an active grant", async () => {
    const connection = label("changed");
    const { refresh_token } = await lab.connect({ lab_connection: connection });
    await lab.postJson("/scenario", { connection, expires_in: 3, rotation: "none" });
    const refreshed = await (await lab.refresh(refresh_token)).json();
    expect(refreshed).toMatchObject({ expires_in: 3 });
    expect(refreshed).not.toHaveProperty("refresh_token");
  });

  it.each([
    ["an unknown scenario", { connection: "x", refresh: "explode" }, 400],
    ["an unknown field", { connection: "x", refesh: "ok" }, 400],
    ["no connection", { refresh: "ok" }, 400],
    ["an unknown connection", { connection: "nobody", refresh: "ok" }, 404],
  ])("reject %s", async (_, body, status) => {
    expect((await lab.postJson("/scenario", body)).status).toBe(status);
  });

  it("reject a form of another site", async () => {
    expect((await lab.postForm("/revoke", { connection: "x" })).status).toBe(415);
  });
});

describe("the ledger", () => {
  it("lists what happened to a connection in order, without tokens", async () => {
    const connection = label("life");
    const tokens = await lab.connect({ lab_connection: connection, lab_expires_in: "10" });
    await lab.me({ authorization: `Bearer ${tokens.access_token}` });
    lab.passSeconds(10);
    await lab.me({ authorization: `Bearer ${tokens.access_token}` });
    const refreshed = await (await lab.refresh(tokens.refresh_token)).json();
    await lab.me({ authorization: `Bearer ${refreshed.access_token}` });
    const lines = await lab.ledger(connection);
    expect(storyOf(lines)).toEqual([
      "authorized code",
      "issued access",
      "issued refresh",
      "used access",
      "refused access token_expired",
      "refreshed refresh",
      "issued access",
      "issued refresh",
      "used access",
    ]);
    expect(lines[1]?.fingerprint).toBe(lines[3]?.fingerprint);
    const text = JSON.stringify(lines);
    for (const secret of [tokens, refreshed].flatMap((set) => [set.access_token, set.refresh_token])) {
      expect(text).not.toContain(secret);
    }
  });

  it("lists one connection at a time", async () => {
    expect((await lab.request("/ledger")).status).toBe(400);
    expect(await answerOf(await lab.request("/ledger?connection=nobody"))).toEqual([
      200,
      { connection: "nobody", entries: [] },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { answerOf, CHALLENGE, label, locationOf, PUBLIC_URL, REDIRECT_URI, startLab, storyOf } from "./testing/client";

const lab = startLab();
const ISSUER = `${PUBLIC_URL}/lab`;

describe("the authorization request (RFC 6749 §4.1.1)", () => {
  it.each([
    ["an unknown client", { client_id: "other" }],
    ["no client", { client_id: null }],
    ["no redirect URI", { redirect_uri: null }],
    ["a foreign redirect URI", { redirect_uri: "https://evil.example/oauth/callback" }],
    ["a redirect URI with a registered prefix", { redirect_uri: `${PUBLIC_URL}/oauth/callback.evil` }],
    ["a redirect URI with extra path segments", { redirect_uri: `${REDIRECT_URI}/../../x` }],
    ["a redirect URI with a query", { redirect_uri: `${REDIRECT_URI}?x=1` }],
    ["a redirect URI with user info", { redirect_uri: PUBLIC_URL.replace("//", "//a@") }],
  ])("never redirects for %s (§4.1.2.1)", async (_, params) => {
    const response = await lab.authorize({ lab_consent: "allow", ...params });
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
    expect(await response.text()).toContain("This link is invalid");
  });

  it.each([
    [{ response_type: null }, "invalid_request"],
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ code_challenge: null }, "invalid_request"],
    [{ code_challenge_method: "plain" }, "invalid_request"],
    [{ code_challenge_method: null }, "invalid_request"],
    [{ code_challenge: CHALLENGE.slice(1) }, "invalid_request"],
    [{ scope: "profile root" }, "invalid_scope"],
    [{ lab_expires_in: "0" }, "invalid_request"],
    [{ lab_expires_in: "soon" }, "invalid_request"],
    [{ lab_refresh: "explode" }, "invalid_request"],
    [{ lab_expires: "5" }, "invalid_request"],
  ])("answers %j with the error %s, with state and iss", async (params, error) => {
    const to = locationOf(await lab.authorize({ lab_consent: "allow", ...params }));
    expect(`${to.origin}${to.pathname}`).toBe(REDIRECT_URI);
    expect(Object.fromEntries(to.searchParams)).toEqual({
      error,
      error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
      state: "some state",
      iss: ISSUER,
    });
  });

  it("allows access without a click with lab_consent=allow", async () => {
    const response = await lab.authorize({ lab_consent: "allow" });
    const to = locationOf(response);
    expect([response.status, response.headers.get("cache-control")]).toEqual([302, "no-store"]);
    expect(Object.fromEntries(to.searchParams)).toEqual({
      code: expect.stringMatching(/^lab_code_.{43}$/),
      state: "some state",
      iss: ISSUER,
    });
  });

  it("denies access without a click with lab_consent=deny", async () => {
    const to = locationOf(await lab.authorize({ lab_consent: "deny", lab_connection: label("denied"), state: null }));
    expect(Object.fromEntries(to.searchParams)).toEqual({
      error: "access_denied",
      error_description: "The user denied the request.",
      iss: ISSUER,
    });
    expect(storyOf(await lab.ledger(label("denied")))).toEqual(["denied"]);
  });
});

describe("a request", () => {
  it("with any text in any parameter causes no server error", async () => {
    const hostile = [
      "\0",
      "a\0b",
      "\ud800",
      "é\u202e",
      "<script>",
      "%",
      "x".repeat(5000),
      "__proto__",
      "' or 1=1 --",
      "\r\nx: y",
    ];
    const names = [
      "client_id",
      "redirect_uri",
      "state",
      "scope",
      "code_challenge",
      "lab_connection",
      "lab_person",
      "lab_x",
    ];
    for (const name of names) {
      for (const value of hostile) {
        const response = await lab.authorize({ lab_consent: "allow", [name]: value });
        expect([name, value, [302, 400].includes(response.status)]).toEqual([name, value, true]);
      }
    }
    for (const value of hostile) {
      expect((await lab.postForm("/oauth2/login", { request: value, person: value })).status).toBeOneOf([400, 410]);
      expect((await lab.redeem(value)).status).toBe(400);
      expect((await lab.refresh(value)).status).toBe(400);
      expect((await lab.postJson("/revoke", { connection: value })).status).toBeOneOf([200, 400]);
      expect((await lab.request(`/ledger?${new URLSearchParams({ connection: value })}`)).status).toBeOneOf([200, 400]);
    }
  });

  it("with a repeated parameter is rejected", async () => {
    const query = `client_id=lab-client&redirect_uri=${encodeURIComponent(REDIRECT_URI)}&state=a&state=b`;
    const to = locationOf(await lab.request(`/oauth2/authorize?${query}`));
    expect(to.searchParams.get("error")).toBe("invalid_request");
  });
});

describe("the pages of the lab", () => {
  const requestOf = async () => locationOf(await lab.authorize()).searchParams.get("request") ?? "";

  it("sign the user in, ask for consent and redirect back with a code", async () => {
    const start = await lab.authorize();
    expect(locationOf(start).pathname).toBe("/lab/oauth2/login");
    const request = locationOf(start).searchParams.get("request") ?? "";
    const login = await (await lab.request(`/oauth2/login?request=${request}`)).text();
    expect(login).toContain("Continue as Ada Lovelace");
    expect(login).toContain("grace@example.com");

    const signedIn = await lab.postForm("/oauth2/login", { request, person: "grace" });
    expect([signedIn.status, locationOf(signedIn).pathname]).toEqual([303, "/lab/oauth2/consent"]);
    const consent = await (await lab.request(`/oauth2/consent?request=${request}`)).text();
    expect(consent).toContain("Grace Hopper");
    expect(consent).toContain("See your email address");

    const allowed = await lab.postForm("/oauth2/consent", { request, decision: "allow" });
    expect(allowed.status).toBe(303);
    const code = locationOf(allowed).searchParams.get("code") ?? "";
    const { access_token } = await (await lab.redeem(code)).json();
    const [, me] = await answerOf(await lab.me({ authorization: `Bearer ${access_token}` }));
    expect(me).toMatchObject({ name: "Grace Hopper", via: "oauth2" });
  });

  it("return access_denied after a click on Deny", async () => {
    const request = await requestOf();
    await lab.postForm("/oauth2/login", { request, person: "ada" });
    const denied = await lab.postForm("/oauth2/consent", { request, decision: "deny" });
    expect(locationOf(denied).searchParams.get("error")).toBe("access_denied");
  });

  it("accept one decision per request, within ten minutes", async () => {
    const request = await requestOf();
    await lab.postForm("/oauth2/login", { request, person: "ada" });
    await lab.postForm("/oauth2/consent", { request, decision: "allow" });
    expect((await lab.postForm("/oauth2/consent", { request, decision: "allow" })).status).toBe(410);

    const late = await requestOf();
    lab.passSeconds(601);
    expect((await lab.request(`/oauth2/login?request=${late}`)).status).toBe(410);
  });

  it("require a sign-in before consent", async () => {
    const request = await requestOf();
    const response = await lab.postForm("/oauth2/consent", { request, decision: "allow" });
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
    expect(await response.text()).toContain("Continue as Ada Lovelace");
  });

  it("allow no scripts, frames or third parties, and escape the request's values", async () => {
    const response = await lab.authorize({ client_id: '"><script>alert(1)</script>' });
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/keyhold\.test:3000;/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(await response.text()).not.toContain("<script");
  });
});

describe("metadata (RFC 8414)", () => {
  it("has the issuer of the authorization responses", async () => {
    const [status, body] = await answerOf(await lab.request("/.well-known/oauth-authorization-server"));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/oauth2/authorize`,
      token_endpoint: `${ISSUER}/oauth2/token`,
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
    });
  });

  it("is complemented by a start page with the test data", async () => {
    const response = await lab.request("");
    expect(response.status).toBe(200);
    const text = await response.text();
    for (const part of ["lab-client", "lab-secret", "lab_key_valid", "lab_pass_valid", "lab_consent", "error_200"]) {
      expect(text).toContain(part);
    }
  });
});

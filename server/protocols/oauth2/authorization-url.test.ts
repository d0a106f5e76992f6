import { describe, expect, it } from "vitest";
import { type AuthorizationRequest, buildAuthorizationUrl } from "./authorization-url";

const request: AuthorizationRequest = {
  authorizeUrl: "https://as.example/authorize",
  clientId: "client",
  redirectUri: "https://keyhold.example/oauth/callback",
  state: "state-1",
  scopes: ["read", "write"],
  codeChallenge: "challenge",
};

/** The parameters in order. */
function paramsOf(changes: Partial<AuthorizationRequest>): [string, string][] {
  return [...new URL(buildAuthorizationUrl({ ...request, ...changes })).searchParams];
}

const STANDARD: Record<string, string> = {
  response_type: "code",
  client_id: "client",
  redirect_uri: "https://keyhold.example/oauth/callback",
  scope: "read write",
  state: "state-1",
  code_challenge: "challenge",
  code_challenge_method: "S256",
};
const EVIL = Object.fromEntries(Object.keys(STANDARD).map((name) => [name, "evil"]));

describe("the authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3)", () => {
  it("has client, redirect URI, scope, state and challenge", () => {
    expect(buildAuthorizationUrl(request)).toBe(
      "https://as.example/authorize?response_type=code&client_id=client" +
        "&redirect_uri=https%3A%2F%2Fkeyhold.example%2Foauth%2Fcallback&scope=read+write&state=state-1" +
        "&code_challenge=challenge&code_challenge_method=S256",
    );
  });

  it("keeps the query the endpoint already has (§3.1)", () => {
    const params = paramsOf({ authorizeUrl: "https://as.example/authorize?tenant=a%26b" });
    expect(params).toEqual([["tenant", "a&b"], ...Object.entries(STANDARD)]);
  });

  it("has no scope parameter when no scopes are requested (§3.3)", () => {
    const { scope: _none, ...rest } = STANDARD;
    expect(Object.fromEntries(paramsOf({ scopes: [] }))).toEqual(rest);
  });

  it.each([
    [" ", "read write"],
    [",", "read,write"],
    ["+", "read+write"],
  ])("joins scopes with the server's separator %j", (scopeSeparator, scope) => {
    expect(Object.fromEntries(paramsOf({ scopeSeparator }))).toEqual({ ...STANDARD, scope });
  });

  it("has no challenge for a server without PKCE", () => {
    const { code_challenge: _c, code_challenge_method: _m, ...rest } = STANDARD;
    const params = { code_challenge: "evil", code_challenge_method: "plain" };
    expect(Object.fromEntries(paramsOf({ codeChallenge: null, params }))).toEqual(rest);
    const rename = { code_challenge: "challenge", code_challenge_method: "method" };
    const renamed = { challenge: "evil", method: "plain" };
    expect(Object.fromEntries(paramsOf({ codeChallenge: null, rename, params: renamed }))).toEqual(rest);
  });

  it("encodes any value", () => {
    const odd = "a b&c=d#é+%20\u{1f511}";
    const sent = Object.fromEntries(paramsOf({ clientId: odd, state: odd, params: { login_hint: odd } }));
    expect(sent).toEqual({ ...STANDARD, client_id: odd, state: odd, login_hint: odd });
  });
});

describe("additional parameters of an authorization request", () => {
  it("come before the standard ones", () => {
    const params = { prompt: "consent", access_type: "offline" };
    expect(paramsOf({ params })).toEqual([...Object.entries(params), ...Object.entries(STANDARD)]);
  });

  it("never replace a standard one", () => {
    expect(paramsOf({ params: { ...EVIL, prompt: "consent" } }).sort()).toEqual(
      Object.entries({ ...STANDARD, prompt: "consent" }).sort(),
    );
  });

  it.each(Object.keys(STANDARD))("never replace a renamed %s, under either name", (name) => {
    const { [name]: value = "", ...others } = STANDARD;
    const sent = paramsOf({ rename: { [name]: "renamed" }, params: { ...EVIL, renamed: "evil" } });
    const evil = sent.filter(([, given]) => given === "evil").map(([given]) => given);
    // Only `scope` is free when the server has another name for it.
    expect(evil).toEqual(name === "scope" ? ["scope"] : []);
    const good = Object.fromEntries(sent.filter(([, given]) => given !== "evil"));
    expect(good).toEqual({ ...others, renamed: value });
  });

  it("never replace a parameter of the endpoint's own query", () => {
    const query = new URLSearchParams(EVIL);
    expect(paramsOf({ authorizeUrl: `${request.authorizeUrl}?${query}&${query}` })).toEqual(Object.entries(STANDARD));
  });
});

describe("the authorization endpoint", () => {
  it.each([
    "http://as.example/authorize",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "ftp://as.example/",
    "//as.example/authorize",
    "/authorize",
    "",
    "https://user@as.example/authorize",
    "https://user:secret@as.example/authorize",
    "http://localhost.evil.example/authorize",
    "http://127.0.0.1.evil.example/authorize",
    "http://10.0.0.1/authorize",
  ])("must be https without a username: not %j", (authorizeUrl) => {
    expect(() => buildAuthorizationUrl({ ...request, authorizeUrl })).toThrow(TypeError);
  });

  it.each(["http://localhost:3000/lab", "http://127.0.0.1:3000/lab", "http://[::1]:3000/lab"])(
    "may use http on this machine: %s",
    (authorizeUrl) => expect(buildAuthorizationUrl({ ...request, authorizeUrl })).toMatch(authorizeUrl.slice(0, 16)),
  );
});

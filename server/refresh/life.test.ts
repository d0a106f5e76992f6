import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadProvider, type Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { selfSigned } from "@/simulator/certificate";
import { message } from "@/wire/messages";
import { type LifeFacts, lifeOf, marginMs, renewInMs } from "./life";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.now();

function entry(slug: string): Provider {
  const found = loadProvider(slug);
  if (!found) throw new Error(`The catalog has no ${slug}.`);
  return found;
}

const lab = entry("lab-oauth2");
const oauth2 = (raw: Record<string, unknown> = {}, refresh_token: string | undefined = "rt"): StoredCredentials => ({
  ...{ type: "OAUTH2", access_token: "at", raw, token_url: "https://as.example/token" },
  ...(refresh_token && { refresh_token }),
});
/** Of {@link oauth2}, besides its life. */
const TRAITS = { isPending: false, tokenHost: "as.example" };
const facts = (more: Partial<LifeFacts> = {}): LifeFacts => ({
  ...{ now: NOW, expiresInMs: 60 * MINUTE, authorizedAgoMs: 0, isTestMode: false, isRotated: false, random: 0.5 },
  ...more,
});
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const lifetimes = fc.double({ min: 1, max: 400 * DAY, noNaN: true });

describe("when a token is renewed", () => {
  it("is never later than its margin before the end, and never before 40 % of its life", () => {
    fc.assert(
      fc.property(lifetimes, random, (lifeMs, drawn) => {
        const dueInMs = renewInMs(lab, lifeMs, drawn);
        expect(dueInMs).toBeLessThanOrEqual(lifeMs - marginMs(lab, lifeMs));
        expect(dueInMs).toBeGreaterThanOrEqual(lifeMs * 0.4);
      }),
    );
  });

  it("is spread over a tenth of its life, to the early side alone", () => {
    const [earliest, latest] = [renewInMs(lab, 10 * 60 * MINUTE, 0.999999), renewInMs(lab, 10 * 60 * MINUTE, 0)];
    expect([Math.round(earliest / MINUTE), latest / MINUTE]).toEqual([10 * 60 - 15 - 60, 10 * 60 - 15]);
  });

  it.each([
    [60 * MINUTE, 15 * MINUTE],
    [10 * MINUTE, 5 * MINUTE],
    [0, 0],
    [-5, 0],
  ])("has a margin of 15 minutes, half its life at most: %d ms has %d", (lifeMs, wanted) => {
    expect(marginMs(lab, lifeMs)).toBe(wanted);
  });

  it("is as late as the entry says, without a spread, where the server refuses to renew early", () => {
    const exact = entry("exact-online");
    expect([0, 0.5, 0.99].map((drawn) => renewInMs(exact, 10 * MINUTE, drawn))).toEqual(
      Array(3).fill(10 * MINUTE - 30_000),
    );
  });

  it.each([0, -1, -3600_000])("is a minute on for one that is over as it comes (%d ms): no loop", (lifeMs) => {
    expect(renewInMs(lab, lifeMs, 0.5)).toBe(MINUTE);
  });

  it("is never where it has no end and nothing ages", () => {
    expect(lifeOf(lab, oauth2(), facts({ expiresInMs: null }))).toEqual({
      ...{ expiresInMs: null, dueInMs: null, endsInMs: null, endsBecause: null },
      ...TRAITS,
    });
  });

  it("is within a day where refresh tokens end unused, however long the token lives", () => {
    fc.assert(
      fc.property(fc.option(lifetimes), random, (expiresInMs, drawn) => {
        const { dueInMs } = lifeOf(entry("box"), oauth2(), facts({ expiresInMs, random: drawn }));
        expect(dueInMs).toBeLessThanOrEqual(DAY);
      }),
    );
  });
});

describe("what is not renewed", () => {
  it("ends with its token, and says why", () => {
    expect(lifeOf(lab, oauth2({}, ""), facts())).toEqual({
      ...TRAITS,
      expiresInMs: 60 * MINUTE,
      dueInMs: 0.95 * DAY, // the lab has a call that tries a credential
      endsInMs: 60 * MINUTE,
      endsBecause: message("ends.no_refresh_token", { provider: "Provider lab (OAuth 2.0)" }),
    });
  });

  it("is tried daily where there is a call for it, and without an end", () => {
    const life = lifeOf(entry("lab-api-key"), { type: "API_KEY", apiKey: "k" }, facts({ expiresInMs: null }));
    expect(life).toMatchObject({ expiresInMs: null, dueInMs: 0.95 * DAY, endsInMs: null, endsBecause: null });
  });

  it("is left alone where there is no call for it", () => {
    const { verify: _none, ...rest } = lab;
    const life = lifeOf(rest as Provider, oauth2({}, ""), facts());
    expect(life.dueInMs).toBeNull();
  });
});

describe("the end of access", () => {
  it.each<[string, Record<string, unknown>, Partial<LifeFacts>, number | null]>([
    ["a refresh token that stays and lives six days", { refresh_token_expires_in: 6 * 86_400 }, {}, 6 * DAY],
    ["the same as text", { refresh_token_expires_in: "518400" }, {}, 6 * DAY],
    ["under another name", { x_refresh_token_expires_in: 518_400 }, {}, 6 * DAY],
    ["one that each renewal replaces", { refresh_token_expires_in: 6 * 86_400 }, { isRotated: true }, null],
    ["one of a day, which using it must move", { refresh_token_expires_in: 86_400 }, {}, null],
    ["no life", { refresh_token_expires_in: 0 }, {}, null],
    ["a life below none", { refresh_token_expires_in: -1 }, {}, null],
    ["a life that is true", { refresh_token_expires_in: true }, {}, null],
    ["a life in a list", { refresh_token_expires_in: [518_400] }, {}, null],
    ["an empty life", { refresh_token_expires_in: "" }, {}, null],
    ["a life of words", { refresh_token_expires_in: "soon" }, {}, null],
    ["a life beyond all dates", { refresh_token_expires_in: 1e300 }, {}, 100 * 365 * DAY],
  ])("as told: %s", (_name, raw, more, endsInMs) => {
    expect(lifeOf(lab, oauth2(raw), facts(more)).endsInMs).toBe(endsInMs);
  });

  it("of an app in test mode is counted from the authorization, not from the renewal", () => {
    const google = (more: Partial<LifeFacts>) => lifeOf(entry("google"), oauth2(), facts(more));
    expect(google({ isTestMode: true, authorizedAgoMs: 2 * DAY })).toMatchObject({
      endsInMs: 5 * DAY,
      endsBecause: message("ends.test_mode", { provider: "Google" }),
    });
    expect(google({ isTestMode: true, authorizedAgoMs: 8 * DAY }).endsInMs).toBe(0);
    expect(google({ isTestMode: false }).endsInMs).toBeNull();
  });

  it("that comes whatever is done is told: a year after the authorization, at such a provider", () => {
    expect(lifeOf(entry("linkedin"), oauth2(), facts({ authorizedAgoMs: 360 * DAY }))).toMatchObject({
      endsInMs: 5 * DAY,
      endsBecause: message("ends.absolute", { provider: "LinkedIn" }),
    });
  });

  it("is that of the client certificate, which no renewal moves", () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const cert = (inMs: number) => selfSigned(pair, "client", [-DAY, inMs]);
    const stored = (client_certificate: string): StoredCredentials => ({
      ...{ type: "OAUTH2_CC", token: "t", fields: { client_id: "c", client_certificate } },
    });
    const life = lifeOf(entry("adp"), stored(cert(20 * DAY)), facts({ now: Date.now() }));
    expect(life.endsBecause).toEqual(message("ends.certificate"));
    expect(Math.abs((life.endsInMs ?? 0) - 20 * DAY)).toBeLessThan(2_000); // certificates know whole seconds
    expect(life.dueInMs).not.toBeNull();
    expect(lifeOf(entry("adp"), stored(cert(-MINUTE)), facts()).endsInMs).toBe(0);
    expect(lifeOf(entry("adp"), stored("nonsense"), facts()).endsInMs).toBeNull();
    expect(lifeOf(entry("auth0-cc"), stored(cert(DAY)), facts()).endsInMs).toBeNull();
  });

  it("is that of a client which was registered for a time (RFC 7591 §3.2.1), unless the refresh token ends sooner", () => {
    const client = { id: "c", secret: "s", method: "body" as const, token_url: "https://as.example/token" };
    const until = (secret_expires_at: number, raw: Record<string, unknown> = {}) =>
      lifeOf(lab, { ...oauth2(raw), client: { ...client, secret_expires_at } } as StoredCredentials, facts());
    expect(until(NOW + 9 * DAY)).toMatchObject({
      endsInMs: 9 * DAY,
      endsBecause: message("ends.client_registration", { provider: "Provider lab (OAuth 2.0)" }),
    });
    for (const beyond of [1e300, Number.POSITIVE_INFINITY]) expect(until(beyond).endsInMs).toBe(100 * 365 * DAY);
    expect(until(Number.NaN).endsInMs).toBeNull();
    expect(until(NOW + 9 * DAY, { refresh_token_expires_in: 6 * 86_400 }).endsInMs).toBe(6 * DAY);
  });

  it("of what using it keeps alive is none, since it is used daily", () => {
    expect(lifeOf(entry("box"), oauth2(), facts({ authorizedAgoMs: 300 * DAY })).endsInMs).toBeNull();
  });

  it("is always a date that can be stored", () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), random, (stated, isRotated, drawn) => {
        const life = lifeOf(lab, oauth2({ refresh_token_expires_in: stated }), facts({ isRotated, random: drawn }));
        for (const ms of [life.dueInMs, life.endsInMs])
          if (ms !== null) expect([ms >= 0, ms <= 100 * 365 * DAY]).toEqual([true, true]);
      }),
    );
  });
});

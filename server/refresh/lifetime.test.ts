import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadProvider, type Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { selfSigned } from "@/simulator/certificate";
import { message } from "@/wire/messages";
import { type LifetimeFacts, lifetimeOf, marginMs, refreshDelayMs } from "./lifetime";

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
/** What {@link lifetimeOf} returns for {@link oauth2} besides times. */
const TRAITS = { isPending: false, tokenHost: "as.example" };
const facts = (more: Partial<LifetimeFacts> = {}): LifetimeFacts => ({
  ...{ now: NOW, expiresInMs: 60 * MINUTE, authorizedAgoMs: 0, isTestMode: false, isRotated: false, random: 0.5 },
  ...more,
});
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const lifetimes = fc.double({ min: 1, max: 400 * DAY, noNaN: true });

describe("the time of the next refresh", () => {
  it("is never later than the margin before expiry, and never before 40 % of the lifetime", () => {
    fc.assert(
      fc.property(lifetimes, random, (lifetimeMs, drawn) => {
        const dueInMs = refreshDelayMs(lab, lifetimeMs, drawn);
        expect(dueInMs).toBeLessThanOrEqual(lifetimeMs - marginMs(lab, lifetimeMs));
        expect(dueInMs).toBeGreaterThanOrEqual(lifetimeMs * 0.4);
      }),
    );
  });

  it("varies by a tenth of the lifetime, only earlier", () => {
    const [earliest, latest] = [
      refreshDelayMs(lab, 10 * 60 * MINUTE, 0.999999),
      refreshDelayMs(lab, 10 * 60 * MINUTE, 0),
    ];
    expect([Math.round(earliest / MINUTE), latest / MINUTE]).toEqual([10 * 60 - 15 - 60, 10 * 60 - 15]);
  });

  it.each([
    [60 * MINUTE, 15 * MINUTE],
    [10 * MINUTE, 5 * MINUTE],
    [0, 0],
    [-5, 0],
  ])(
    "has a margin of 15 minutes, at most half the lifetime: a lifetime of %d ms has a margin of %d",
    (lifetimeMs, wanted) => {
      expect(marginMs(lab, lifetimeMs)).toBe(wanted);
    },
  );

  it("is exactly at the catalog entry's margin when the server rejects early refreshes", () => {
    const exact = entry("exact-online");
    expect([0, 0.5, 0.99].map((drawn) => refreshDelayMs(exact, 10 * MINUTE, drawn))).toEqual(
      Array(3).fill(10 * MINUTE - 30_000),
    );
  });

  it.each([0, -1, -3600_000])(
    "is in a minute for a token that is expired on arrival (%d ms), to avoid a loop",
    (lifetimeMs) => {
      expect(refreshDelayMs(lab, lifetimeMs, 0.5)).toBe(MINUTE);
    },
  );

  it("is never when neither the access token nor the refresh token expires", () => {
    expect(lifetimeOf(lab, oauth2(), facts({ expiresInMs: null }))).toEqual({
      ...{ expiresInMs: null, dueInMs: null, endsInMs: null, endsBecause: null },
      ...TRAITS,
    });
  });

  it("is within a day when unused refresh tokens expire, however long the access token is valid", () => {
    fc.assert(
      fc.property(fc.option(lifetimes), random, (expiresInMs, drawn) => {
        const { dueInMs } = lifetimeOf(entry("box"), oauth2(), facts({ expiresInMs, random: drawn }));
        expect(dueInMs).toBeLessThanOrEqual(DAY);
      }),
    );
  });
});

describe("a credential that can't be refreshed", () => {
  it("expires with its token, and says why", () => {
    expect(lifetimeOf(lab, oauth2({}, ""), facts())).toEqual({
      ...TRAITS,
      expiresInMs: 60 * MINUTE,
      dueInMs: 0.95 * DAY, // the lab has a call that tests a credential
      endsInMs: 60 * MINUTE,
      endsBecause: message("ends.no_refresh_token", { provider: "Provider lab (OAuth 2.0)" }),
    });
  });

  it("is tested daily when the catalog entry has a call for it, and has no expiry", () => {
    const lifetime = lifetimeOf(entry("lab-api-key"), { type: "API_KEY", apiKey: "k" }, facts({ expiresInMs: null }));
    expect(lifetime).toMatchObject({ expiresInMs: null, dueInMs: 0.95 * DAY, endsInMs: null, endsBecause: null });
  });

  it("is never due when the catalog entry has no call that tests it", () => {
    const { verify: _none, ...rest } = lab;
    const lifetime = lifetimeOf(rest as Provider, oauth2({}, ""), facts());
    expect(lifetime.dueInMs).toBeNull();
  });
});

describe("the expiry of access", () => {
  it.each<[string, Record<string, unknown>, Partial<LifetimeFacts>, number | null]>([
    ["a refresh token of six days that isn't rotated", { refresh_token_expires_in: 6 * 86_400 }, {}, 6 * DAY],
    ["the same lifetime as a string", { refresh_token_expires_in: "518400" }, {}, 6 * DAY],
    ["the same lifetime in another field", { x_refresh_token_expires_in: 518_400 }, {}, 6 * DAY],
    ["a refresh token that each refresh rotates", { refresh_token_expires_in: 6 * 86_400 }, { isRotated: true }, null],
    ["a lifetime of one day, which must be sliding", { refresh_token_expires_in: 86_400 }, {}, null],
    ["a lifetime of zero", { refresh_token_expires_in: 0 }, {}, null],
    ["a negative lifetime", { refresh_token_expires_in: -1 }, {}, null],
    ["the value true", { refresh_token_expires_in: true }, {}, null],
    ["a list", { refresh_token_expires_in: [518_400] }, {}, null],
    ["an empty string", { refresh_token_expires_in: "" }, {}, null],
    ["a string that is not a number", { refresh_token_expires_in: "soon" }, {}, null],
    ["a lifetime beyond all dates", { refresh_token_expires_in: 1e300 }, {}, 100 * 365 * DAY],
  ])("follows the lifetime that the server states: %s", (_name, raw, more, endsInMs) => {
    expect(lifetimeOf(lab, oauth2(raw), facts(more)).endsInMs).toBe(endsInMs);
  });

  it("of an app in test mode is counted from the authorization, not from the last refresh", () => {
    const google = (more: Partial<LifetimeFacts>) => lifetimeOf(entry("google"), oauth2(), facts(more));
    expect(google({ isTestMode: true, authorizedAgoMs: 2 * DAY })).toMatchObject({
      endsInMs: 5 * DAY,
      endsBecause: message("ends.test_mode", { provider: "Google" }),
    });
    expect(google({ isTestMode: true, authorizedAgoMs: 8 * DAY }).endsInMs).toBe(0);
    expect(google({ isTestMode: false }).endsInMs).toBeNull();
  });

  it("is reported when the provider limits every authorization to a year", () => {
    expect(lifetimeOf(entry("linkedin"), oauth2(), facts({ authorizedAgoMs: 360 * DAY }))).toMatchObject({
      endsInMs: 5 * DAY,
      endsBecause: message("ends.absolute", { provider: "LinkedIn" }),
    });
  });

  it("is the expiry of the client certificate, which a refresh doesn't extend", () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const cert = (inMs: number) => selfSigned(pair, "client", [-DAY, inMs]);
    const stored = (client_certificate: string): StoredCredentials => ({
      ...{ type: "OAUTH2_CC", token: "t", fields: { client_id: "c", client_certificate } },
    });
    const lifetime = lifetimeOf(entry("adp"), stored(cert(20 * DAY)), facts({ now: Date.now() }));
    expect(lifetime.endsBecause).toEqual(message("ends.certificate"));
    expect(Math.abs((lifetime.endsInMs ?? 0) - 20 * DAY)).toBeLessThan(2_000); // certificates have whole seconds
    expect(lifetime.dueInMs).not.toBeNull();
    expect(lifetimeOf(entry("adp"), stored(cert(-MINUTE)), facts()).endsInMs).toBe(0);
    expect(lifetimeOf(entry("adp"), stored("nonsense"), facts()).endsInMs).toBeNull();
    expect(lifetimeOf(entry("auth0-cc"), stored(cert(DAY)), facts()).endsInMs).toBeNull();
  });

  it("is the expiry of the client registration (RFC 7591 §3.2.1), unless the refresh token expires sooner", () => {
    const client = { id: "c", secret: "s", method: "body" as const, token_url: "https://as.example/token" };
    const until = (secret_expires_at: number, raw: Record<string, unknown> = {}) =>
      lifetimeOf(lab, { ...oauth2(raw), client: { ...client, secret_expires_at } } as StoredCredentials, facts());
    expect(until(NOW + 9 * DAY)).toMatchObject({
      endsInMs: 9 * DAY,
      endsBecause: message("ends.client_registration", { provider: "Provider lab (OAuth 2.0)" }),
    });
    for (const beyond of [1e300, Number.POSITIVE_INFINITY]) expect(until(beyond).endsInMs).toBe(100 * 365 * DAY);
    expect(until(Number.NaN).endsInMs).toBeNull();
    expect(until(NOW + 9 * DAY, { refresh_token_expires_in: 6 * 86_400 }).endsInMs).toBe(6 * DAY);
  });

  it("is unknown when each use extends the refresh token, since Keyhold uses it daily", () => {
    expect(lifetimeOf(entry("box"), oauth2(), facts({ authorizedAgoMs: 300 * DAY })).endsInMs).toBeNull();
  });

  it("is always a date that the database can store", () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), random, (stated, isRotated, drawn) => {
        const lifetime = lifetimeOf(
          lab,
          oauth2({ refresh_token_expires_in: stated }),
          facts({ isRotated, random: drawn }),
        );
        for (const ms of [lifetime.dueInMs, lifetime.endsInMs])
          if (ms !== null) expect([ms >= 0, ms <= 100 * 365 * DAY]).toEqual([true, true]);
      }),
    );
  });
});

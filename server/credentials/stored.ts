import { z } from "zod";

/** Credentials as they are sealed: the wire's object, and what only we need to renew them. */
export const StoredCredentials = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("OAUTH2"),
    access_token: z.string(),
    refresh_token: z.string().optional(),
    expires_at: z.iso.datetime().optional(),
    raw: z.record(z.string(), z.unknown()),
    /** Where the code was redeemed. The refresh token goes nowhere else (RFC 9700 §4.4.2). */
    token_url: z.string(),
    /** As granted, or as asked for when the server said nothing (RFC 6749 §5.1). */
    scope: z.string().optional(),
  }),
  z.object({ type: z.literal("API_KEY"), apiKey: z.string() }),
  z.object({ type: z.literal("BASIC"), username: z.string(), password: z.string() }),
  z.object({ type: z.literal("NONE") }),
]);
export type StoredCredentials = z.output<typeof StoredCredentials>;
export type OAuth2Credentials = Extract<StoredCredentials, { type: "OAUTH2" }>;
export type RenewableCredentials = OAuth2Credentials & { refresh_token: string };

/** Tells whether a credential can be renewed without its owner. */
export function isRenewable(stored: StoredCredentials): stored is RenewableCredentials {
  return stored.type === "OAUTH2" && stored.refresh_token !== undefined;
}

/** The wire's credentials object. The refresh token is in it only where it was asked for. */
export function toWireCredentials(stored: StoredCredentials, withRefreshToken: boolean): Record<string, unknown> {
  if (stored.type === "NONE") return {};
  if (stored.type !== "OAUTH2") return stored;
  const { token_url: _ours, scope: _kept, refresh_token: refreshToken, raw, ...open } = stored;
  if (withRefreshToken) return { ...open, ...(refreshToken !== undefined && { refresh_token: refreshToken }), raw };
  const { refresh_token: _hidden, ...rawRest } = raw;
  return { ...open, raw: rawRest };
}

/** The values a catalog template may name when it puts these credentials on a request. */
export function templateValues(stored: StoredCredentials): Record<string, string> {
  switch (stored.type) {
    case "OAUTH2":
      return { token: stored.access_token };
    case "API_KEY":
      return { apiKey: stored.apiKey };
    case "BASIC":
      return { username: stored.username, password: stored.password };
    case "NONE":
      return {};
  }
}

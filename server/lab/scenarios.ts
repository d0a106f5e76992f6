import { z } from "zod";

/** How the token endpoint can respond. All but `ok`, `lost_reply` and `no_expires_in` leave codes and tokens unchanged. */
export const TOKEN_SCENARIOS = [
  "ok",
  "500", // status 500, JSON
  "hang", // no response
  "lost_reply", // issues tokens, then sends no response
  "invalid_grant", // status 400
  "invalid_client", // status 401
  "429", // with Retry-After
  "html", // status 200, a web page
  "no_expires_in", // issues tokens without a lifetime
  "error_200", // status 200 with an error in the body
] as const;
export const TokenScenario = z.enum(TOKEN_SCENARIOS);
export type TokenScenario = z.output<typeof TokenScenario>;

/** How the API can respond for one grant. */
export const ApiScenario = z.enum(["ok", "down", "429", "hang", "html"]);
export type ApiScenario = z.output<typeof ApiScenario>;

/**
 * What happens to a refresh token when it is used. `strict`: the server issues a new one, and reuse of an old one revokes
 * the grant. `overlap`: the server issues a new one, and the old one is valid until the new one is used. `none`: it stays.
 */
export const Rotation = z.enum(["strict", "overlap", "none"]);
export type Rotation = z.output<typeof Rotation>;

export const ExpiresIn = z.coerce.number().int().min(1).max(31_536_000);

/** Whether the endpoint plays this scenario instead of issuing tokens. */
export function isPlayedFirst(scenario: TokenScenario): boolean {
  return scenario !== "ok" && scenario !== "no_expires_in" && scenario !== "lost_reply";
}

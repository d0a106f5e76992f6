import { z } from "zod";

/** How the token endpoint can go. All but `lost_reply` and `no_expires_in` leave code and tokens as they were. */
export const TOKEN_SCENARIOS = [
  "ok",
  "500", // status 500, JSON
  "hang", // no answer
  "lost_reply", // does its work, then no answer
  "invalid_grant", // status 400
  "invalid_client", // status 401
  "429", // with Retry-After
  "html", // status 200, a web page
  "no_expires_in", // works, but does not tell the lifetime
  "error_200", // status 200 with an error in it
] as const;
export const TokenScenario = z.enum(TOKEN_SCENARIOS);
export type TokenScenario = z.output<typeof TokenScenario>;

/** How the resource API can go wrong for one grant. */
export const ApiScenario = z.enum(["ok", "down", "429", "hang", "html"]);
export type ApiScenario = z.output<typeof ApiScenario>;

/**
 * What becomes of a refresh token when it is used: `strict`, a new one each time, and reuse of an old one revokes the
 * grant; `overlap`, a new one each time, the old one good until the new one is used; `none`, it stays the same.
 */
export const Rotation = z.enum(["strict", "overlap", "none"]);
export type Rotation = z.output<typeof Rotation>;

export const ExpiresIn = z.coerce.number().int().min(1).max(31_536_000);

/** Scenarios that the endpoint plays instead of doing its work. */
export function isPlayedFirst(scenario: TokenScenario): boolean {
  return scenario !== "ok" && scenario !== "no_expires_in" && scenario !== "lost_reply";
}

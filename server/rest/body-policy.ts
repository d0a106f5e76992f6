import type { Context } from "hono";
import { bodyTooLarge, isJsonType, readBytes, wrongContentType } from "./body";
import type { RestEnv, RestMiddleware } from "./types";

const KIB = 1024;

/** Maximum size of a body in bytes, before parsing, by sender. */
export const BODY_LIMITS = {
  /** Sign-up, sign-in and password forms. */
  account: 64 * KIB,
  /** An end user's form in the Connect UI. */
  endUser: 64 * KIB,
  /** A call from a backend with an API key. */
  integrator: 1024 * KIB,
  /** An imported connection. */
  import: 256 * KIB,
  /** A form of the dashboard, which may hold several PEM keys of 32 KiB. */
  dashboard: 256 * KIB,
  /** Inngest's calls, which carry the results of earlier steps. */
  jobs: 4096 * KIB,
} as const;
export type BodyClass = keyof typeof BODY_LIMITS;

/** What a route does with the body of a request. */
export type BodyPolicy =
  | { kind: "json"; maxBytes: number }
  /** The bytes as sent, for signatures: read them with {@link rawBodyOf}. */
  | { kind: "raw"; maxBytes: number }
  /** The handler forwards `c.req.raw.body` as a stream. */
  | { kind: "stream" }
  /** The body is not read. */
  | { kind: "unread" };

/** Rejects a body by its headers, before authentication. */
export function checkBodyHeaders(policy: BodyPolicy): RestMiddleware {
  return (c, next) => {
    const type = c.req.header("content-type");
    if (policy.kind === "json" && type && !isJsonType(type)) throw wrongContentType();
    const length = c.req.header("content-length");
    if ("maxBytes" in policy && length !== undefined && Number(length) > policy.maxBytes)
      throw bodyTooLarge(policy.maxBytes);
    return next();
  };
}

/** Reads the bytes of a body for a route that declares `raw`. */
export function readRaw(maxBytes: number): RestMiddleware {
  return async (c, next) => {
    c.set("rawBody", await readBytes(c.req.raw, maxBytes));
    return next();
  };
}

/** Returns the body as sent. @throws Error when the route does not declare `rawInput`. */
export function rawBodyOf(c: Context<RestEnv>): Uint8Array {
  const bytes = c.get("rawBody");
  if (!bytes) throw new Error(`${c.req.method} ${c.req.path} does not declare a raw body`);
  return bytes;
}

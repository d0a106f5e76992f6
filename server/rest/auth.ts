import { permit } from "@/server/access/permit";
import type { Permitted } from "@/server/access/verb";
import { resolveApiKey } from "@/server/api-keys/resolve";
import { resolveSession } from "@/server/connect/session/resolve";
import { ServiceError } from "@/server/core/errors";
import type { Scope } from "@/wire/api-keys";
import { SESSION_TOKEN_PREFIX, SESSION_TOKEN_QUERY } from "@/wire/auth";
import { grantOf, type Permission } from "@/wire/permissions";
import { bearerToken } from "./bearer";
import type { KeyEnv, KeyOrSessionEnv, RestMiddleware, SessionEnv } from "./types";

/** Scopes of which a key needs one. Null: every key is accepted. */
type Scopes = readonly Scope[] | null;

/** Who may call a route. Every route declares exactly one rule, or the router throws at start. */
export type AuthRule =
  | { kind: "open"; why: string }
  | { kind: "key"; anyOf: Scopes; permission: Permission | null }
  | { kind: "session"; permission: Permission }
  | { kind: "key-or-session"; anyOf: Scopes; permission: Permission }
  | { kind: "session-in-query"; permission: Permission };

function scopesOf(permission: Permission): Scopes {
  const { scopes } = grantOf(permission);
  return scopes === "any" ? null : scopes;
}

/** Lets anyone call this route. @param why the reason, for the table of routes. */
export function openToAll(why: string) {
  const middleware: RestMiddleware = (_c, next) => next();
  return Object.assign(middleware, { auth: { kind: "open", why } as AuthRule });
}

/** Lets any API key call this route. For routes that call no verb. */
export function anyApiKey() {
  const middleware: RestMiddleware<KeyEnv> = async (c, next) => {
    c.set("ctx", await resolveApiKey(bearerToken(c.req.header("authorization")), c.get("requestId")));
    return next();
  };
  return Object.assign(middleware, { auth: { kind: "key", anyOf: null, permission: null } as AuthRule });
}

/** Lets an API key with the verb's permission call this route. */
export function keyAuth({ permission }: Permitted) {
  const middleware: RestMiddleware<KeyEnv> = async (c, next) => {
    const ctx = await resolveApiKey(bearerToken(c.req.header("authorization")), c.get("requestId"));
    permit(ctx, permission);
    c.set("ctx", ctx);
    return next();
  };
  return Object.assign(middleware, { auth: { kind: "key", anyOf: scopesOf(permission), permission } as AuthRule });
}

/** Lets a connect session with the verb's permission call this route, with its token as Bearer token. */
export function sessionAuth({ permission }: Permitted) {
  const middleware: RestMiddleware<SessionEnv> = async (c, next) => {
    const { ctx, session } = await resolveSession(bearerToken(c.req.header("authorization")), c.get("requestId"));
    permit(ctx, permission);
    c.set("ctx", ctx);
    c.set("session", session);
    return next();
  };
  return Object.assign(middleware, { auth: { kind: "session", permission } as AuthRule });
}

/** Lets an API key or a connect session with the verb's permission call this route. The token's prefix shows which one it is. */
export function keyOrSession({ permission }: Permitted) {
  const middleware: RestMiddleware<KeyOrSessionEnv> = async (c, next) => {
    const token = bearerToken(c.req.header("authorization"));
    if (token.startsWith(SESSION_TOKEN_PREFIX)) {
      const { ctx, session } = await resolveSession(token, c.get("requestId"));
      permit(ctx, permission);
      c.set("ctx", ctx);
      c.set("session", session);
    } else {
      const ctx = await resolveApiKey(token, c.get("requestId"));
      permit(ctx, permission);
      c.set("ctx", ctx);
      c.set("session", null);
    }
    return next();
  };
  const auth: AuthRule = { kind: "key-or-session", anyOf: scopesOf(permission), permission };
  return Object.assign(middleware, { auth });
}

/**
 * Lets a connect session with the verb's permission call this route. The published frontend SDK sends the token in the
 * query, the Connect UI as Bearer token.
 */
export function sessionInQuery({ permission }: Permitted) {
  const middleware: RestMiddleware<SessionEnv> = async (c, next) => {
    const inQuery = c.req.query(SESSION_TOKEN_QUERY);
    const header = c.req.header("authorization");
    if (inQuery !== undefined && header !== undefined) {
      throw new ServiceError(
        "malformed_auth_header",
        "Send the session token in the query or in the Authorization header, not in both.",
      );
    }
    const token = inQuery === undefined ? bearerToken(header) : inQuery;
    const { ctx, session } = await resolveSession(token, c.get("requestId"));
    permit(ctx, permission);
    c.set("ctx", ctx);
    c.set("session", session);
    return next();
  };
  return Object.assign(middleware, { auth: { kind: "session-in-query", permission } as AuthRule });
}

/** Returns the rule of an auth middleware. Undefined: the handler isn't one. */
export function authRuleOf(handler: unknown): AuthRule | undefined {
  return typeof handler === "function" && "auth" in handler ? (handler.auth as AuthRule) : undefined;
}

import type { MiddlewareHandler } from "hono";
import type { resolveSession } from "@/server/connect/session/resolve";
import type { Ctx } from "@/server/core/ctx";

/** The variables of every request, set by the first middleware. */
export interface RestVariables {
  requestId: string;
  /** A browser navigated here, so failures show a page instead of JSON. */
  isNavigation?: boolean;
  /** The body of a route that declares `rawInput`. */
  rawBody?: Uint8Array;
}

/** The environment of the whole REST app. */
export interface RestEnv {
  Variables: RestVariables;
}

/** A connect session as verbs take it. */
export type Session = Awaited<ReturnType<typeof resolveSession>>["session"];

/** A request made with an API key. */
export interface KeyEnv {
  Variables: RestVariables & { ctx: Ctx };
}

/** A request made with a connect session. */
export interface SessionEnv {
  Variables: RestVariables & { ctx: Ctx; session: Session };
}

/** A request made with either. `session` is null for an API key. */
export interface KeyOrSessionEnv {
  Variables: RestVariables & { ctx: Ctx; session: Session | null };
}

export type RestMiddleware<E extends RestEnv = RestEnv> = MiddlewareHandler<E>;

import type { Actor, Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import type { Scope } from "@/wire/api-keys";

function covers(granted: string, wanted: string): boolean {
  return granted === wanted || (granted.endsWith(":*") && wanted.startsWith(granted.slice(0, -1)));
}

/** Tells whether an actor may do what a scope names. A session or job has no scopes; a signed-in person has all. */
export function hasScope(actor: Actor, scope: Scope): boolean {
  if (actor.kind === "user") return true;
  return actor.kind === "key" && actor.scopes.some((granted) => covers(granted, scope));
}

/** @throws ServiceError `forbidden` unless the actor has one of the scopes. */
export function requireScope(ctx: Ctx, ...anyOf: [Scope, ...Scope[]]): void {
  if (anyOf.some((scope) => hasScope(ctx.actor, scope))) return;
  const wanted = anyOf.length === 1 ? `Required: ${anyOf[0]}` : `Required one of: ${anyOf.join(" or ")}`;
  throw new ServiceError("forbidden", `Insufficient scope. ${wanted}`);
}

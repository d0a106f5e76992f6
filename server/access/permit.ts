import type { Actor, AnyCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { type Grant, grantOf, type Permission } from "@/wire/permissions";

/** Whether a granted scope includes the wanted one. `environment:*` includes every scope that starts with `environment:`. */
function covers(granted: string, wanted: string): boolean {
  return granted === wanted || (granted.endsWith(":*") && wanted.startsWith(granted.slice(0, -1)));
}

function hasScope(scopes: readonly string[], anyOf: Grant["scopes"]): boolean {
  return anyOf === "any" || anyOf.some((wanted) => scopes.some((granted) => covers(granted, wanted)));
}

function isGranted(actor: Actor, grant: Grant): boolean {
  switch (actor.kind) {
    case "key":
      return hasScope(actor.scopes, grant.scopes);
    case "user":
      return (
        grant.roles.includes(actor.role) ||
        (actor.inProduction === false && grant.rolesOutsideProduction?.includes(actor.role) === true)
      );
    case "session":
      return grant.session === true;
    case "system":
      return true;
  }
}

function refusal(actor: Actor, { scopes }: Grant): string {
  switch (actor.kind) {
    case "user":
      return `Your role (${actor.role}) doesn't allow this. Ask an owner or admin of your team.`;
    case "key":
      if (scopes === "any" || scopes.length === 0) return "API keys can't do this. Use the dashboard.";
      return `Insufficient scope. ${scopes.length === 1 ? "Required" : "Required one of"}: ${scopes.join(" or ")}`;
    default:
      return "A connect session can't do this. Use an API key.";
  }
}

/** Whether the actor of a ctx has a permission. */
export function may(ctx: AnyCtx, permission: Permission): boolean {
  return isGranted(ctx.actor, grantOf(permission));
}

/** Throws unless the actor has the permission. @throws ServiceError `forbidden` */
export function permit(ctx: AnyCtx, permission: Permission): void {
  if (!may(ctx, permission)) throw new ServiceError("forbidden", refusal(ctx.actor, grantOf(permission)));
}

import type { Role } from "@/wire/permissions";
import { newId } from "./ids";
import { type Logger, log } from "./log";

/** Who is acting. */
export type Actor =
  | {
      kind: "user";
      userId: string;
      role: Role;
      /** Whether the environment is a production one. Absent: production, where some roles may do less. */
      inProduction?: boolean;
    }
  | { kind: "key"; keyId: string; scopes: readonly string[] }
  | { kind: "session"; sessionId: string }
  | { kind: "system"; job: string };

/** The part of a ctx that does not depend on what it belongs to. */
interface CtxBase {
  requestId: string;
  actor: Actor;
  teamId: string;
  log: Logger;
  now(): Date;
}

/** The first argument of every verb on an environment: the actor, the environment and the clock. */
export interface Ctx extends CtxBase {
  environmentId: string;
  environmentName: string;
}

/** The same for a verb on a team. */
export interface TeamCtx extends CtxBase {
  environmentId: null;
}

export type AnyCtx = Ctx | TeamCtx;

/** The environment of a ctx. */
export interface EnvironmentRef {
  teamId: string;
  environmentId: string;
  environmentName: string;
}

/** Creates the ctx of one request or job. */
export function createCtx(actor: Actor, environment: EnvironmentRef, requestId: string = newId("req")): Ctx {
  const { teamId, environmentId, environmentName } = environment;
  return { requestId, actor, teamId, environmentId, environmentName, log: log(), now: () => new Date() };
}

/** Creates the ctx of one request on a team itself. */
export function createTeamCtx(actor: Actor, teamId: string, requestId: string = newId("req")): TeamCtx {
  return { requestId, actor, teamId, environmentId: null, log: log(), now: () => new Date() };
}

/** The actor as a string for the audit log, such as `key:key_…`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.userId}`;
    case "key":
      return `key:${actor.keyId}`;
    case "session":
      return `session:${actor.sessionId}`;
    case "system":
      return `system:${actor.job}`;
  }
}

import { newId } from "./ids";
import { type Logger, log } from "./log";

/** Who is acting. */
export type Actor =
  | { kind: "user"; userId: string }
  | { kind: "key"; keyId: string; scopes: readonly string[] }
  | { kind: "session"; sessionId: string }
  | { kind: "system"; job: string };

/** What every verb is told first: who acts, in which environment, and the clock. */
export interface Ctx {
  requestId: string;
  actor: Actor;
  teamId: string;
  environmentId: string;
  environmentName: string;
  log: Logger;
  now(): Date;
}

/** The environment a ctx speaks for. */
export interface EnvironmentRef {
  teamId: string;
  environmentId: string;
  environmentName: string;
}

/** Makes the ctx of one request or job. */
export function createCtx(actor: Actor, environment: EnvironmentRef, requestId: string = newId("req")): Ctx {
  const { teamId, environmentId, environmentName } = environment;
  return { requestId, actor, teamId, environmentId, environmentName, log: log(), now: () => new Date() };
}

/** The actor as one word for the audit trail, such as `key:key_…`. */
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

import { type Ctx, createCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { equalHashes, lookupHash } from "@/server/crypto";
import { db } from "@/server/db";
import { message } from "@/wire/messages";
import { type SavedConnection, saveConnection } from "../save";
import { arrive } from "./arrive";
import { flowCookieName } from "./cookie";
import { toFlowError } from "./errors";
import { recordFailure } from "./failure";
import { type Attempt, findAttempt, stateOf } from "./internal";

export interface FinishInput {
  /** Path of the callback URL. */
  callbackPath: string;
  params: URLSearchParams;
  readCookie(name: string): string | undefined;
}

export type FlowOutcome = { attemptId: string | null } & (
  | ({ ok: true } & SavedConnection)
  | { ok: false; error: ServiceError }
);

const UNKNOWN_STATE = message("connect.state_unknown");

/** Checks that the callback is in the same browser, at the integration's redirect URI, and in time (RFC 9700 §4.4, §4.7). */
async function checkBinding(attempt: Attempt, input: FinishInput, now: Date): Promise<void> {
  const cookie = input.readCookie(flowCookieName(attempt.id));
  if (!cookie || !equalHashes(attempt.bindingHash, await lookupHash("flow-cookie", cookie))) {
    throw new ServiceError("state_cookie_err", message("connect.other_browser"));
  }
  const isOwnAddress = new URL(attempt.redirectUri).pathname === input.callbackPath;
  if (!isOwnAddress || attempt.usedAt || attempt.expiresAt <= now) throw new ServiceError("state_err", UNKNOWN_STATE);
}

/** Marks the attempt as used. Of two concurrent callbacks, only one continues. */
async function takeAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  const { count } = await db().authAttempt.updateMany({
    where: { id: attempt.id, environmentId: ctx.environmentId, usedAt: null, expiresAt: { gt: ctx.now() } },
    data: { usedAt: ctx.now() },
  });
  if (count === 0) throw new ServiceError("state_err", UNKNOWN_STATE);
}

async function finish(ctx: Ctx, attempt: Attempt, params: URLSearchParams): Promise<SavedConnection> {
  const arrived = await arrive(ctx, attempt, params);
  const { session, integration, connectionId } = attempt;
  const flow = { session, integration, connectionId, startedAt: attempt.createdAt, attemptId: attempt.id };
  return saveConnection(ctx, { ...flow, ...arrived });
}

/**
 * Finishes a flow: checks that the callback belongs to this browser and this integration, gets the credentials and stores
 * the connection. An error of the browser or the provider is part of the outcome, never thrown.
 * @see RFC 6749 §4.1.2–4.1.4, RFC 9207, RFC 9700 §4
 */
export async function finishAuthorization(input: FinishInput): Promise<FlowOutcome> {
  const state = await stateOf(input.params, input.callbackPath);
  const attempt = state === null ? null : await findAttempt(state);
  if (!attempt) return { attemptId: null, ok: false, error: new ServiceError("state_err", UNKNOWN_STATE) };
  const { environment } = attempt;
  const ref = { teamId: environment.teamId, environmentId: environment.id, environmentName: environment.name };
  const ctx = createCtx({ kind: "session", sessionId: attempt.sessionId }, ref);
  let isTaken = false;
  try {
    await checkBinding(attempt, input, ctx.now());
    await takeAttempt(ctx, attempt);
    isTaken = true;
    const saved = await finish(ctx, attempt, input.params);
    return { attemptId: attempt.id, ok: true, ...saved };
  } catch (thrown) {
    const error = toFlowError(thrown, attempt.integration.provider);
    await recordFailure(ctx, attempt, error, isTaken);
    // A browser that may not finish the flow must not see its result.
    return { attemptId: isTaken ? attempt.id : null, ok: false, error };
  }
}

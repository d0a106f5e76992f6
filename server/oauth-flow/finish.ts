import { type SavedConnection, saveConnection } from "@/server/connections/save";
import { type Ctx, createCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { equalHashes, lookupHash } from "@/server/crypto";
import { db } from "@/server/db";
import { readCallback } from "@/server/protocols/oauth2/callback";
import { flowCookieName } from "./cookie";
import { toFlowError } from "./errors";
import { recordFailure } from "./failure";
import { type Attempt, findAttempt, issuerOf } from "./internal";
import { redeemCode } from "./redeem";

export interface FinishInput {
  /** Path of the address the browser came to. */
  callbackPath: string;
  params: URLSearchParams;
  readCookie(name: string): string | undefined;
}

export type FlowOutcome = { attemptId: string | null } & (
  | ({ ok: true } & SavedConnection)
  | { ok: false; error: ServiceError }
);

const UNKNOWN_STATE =
  "This sign-in is not known here, was already finished, or took longer than ten minutes. Start again.";
const OTHER_BROWSER =
  "This sign-in was begun in another browser. Go back to the browser where you began, or start again here.";

/** Providers give `state` back under its own name; two values of it are an attack or a bug (RFC 6749 §3.1). */
function stateOf(params: URLSearchParams): string | null {
  const values = params.getAll("state");
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** Refuses a callback that is not the browser's own, at the integration's own address, in time (RFC 9700 §4.4, §4.7). */
async function checkBinding(attempt: Attempt, input: FinishInput, now: Date): Promise<void> {
  const cookie = input.readCookie(flowCookieName(attempt.id));
  if (!cookie || !equalHashes(attempt.bindingHash, await lookupHash("flow-cookie", cookie))) {
    throw new ServiceError("state_cookie_err", OTHER_BROWSER);
  }
  const isOwnAddress = new URL(attempt.redirectUri).pathname === input.callbackPath;
  if (!isOwnAddress || attempt.usedAt || attempt.expiresAt <= now) throw new ServiceError("state_err", UNKNOWN_STATE);
}

/** Takes the attempt: of two callbacks at once, one goes on. */
async function takeAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  const { count } = await db().authAttempt.updateMany({
    where: { id: attempt.id, environmentId: ctx.environmentId, usedAt: null, expiresAt: { gt: ctx.now() } },
    data: { usedAt: ctx.now() },
  });
  if (count === 0) throw new ServiceError("state_err", UNKNOWN_STATE);
}

async function finish(ctx: Ctx, attempt: Attempt, params: URLSearchParams): Promise<SavedConnection> {
  const answer = readCallback(params, issuerOf(attempt));
  if (answer.kind === "error") {
    const said = answer.description ? ` It said: ${answer.description}` : "";
    if (answer.error === "access_denied")
      throw new ServiceError("access_denied", "Access was not granted, so nothing was connected.");
    throw new ServiceError("callback_err", `The provider ended the sign-in with "${answer.error}".${said}`);
  }
  const redeemed = await redeemCode(attempt, answer);
  const { session, integration, connectionId } = attempt;
  const flow = { session, integration, connectionId, startedAt: attempt.createdAt, attemptId: attempt.id };
  return saveConnection(ctx, { ...flow, ...redeemed });
}

/**
 * Finishes an OAuth 2.0 flow: checks that the answer belongs to this browser and this integration, redeems the code and
 * stores the connection. Never throws for what a browser or provider did: the outcome says it.
 * @see RFC 6749 §4.1.2–4.1.4, RFC 9207, RFC 9700 §4
 */
export async function finishAuthorization(input: FinishInput): Promise<FlowOutcome> {
  const state = stateOf(input.params);
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
    // A browser that may not finish the flow does not learn its result either.
    return { attemptId: isTaken ? attempt.id : null, ok: false, error };
  }
}

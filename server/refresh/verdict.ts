import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { AssertionKeyError } from "@/server/protocols/assertion/sign-jwt";
import {
  classifyTokenFailure,
  OAuthError,
  OAuthResponseError,
  OAuthTransportError,
} from "@/server/protocols/oauth2/errors";
import { TemplateError } from "@/server/protocols/template/parse";
import { schemeOf } from "@/server/schemes";
import type { ErrorCode } from "@/wire/errors";
import { isRedirect } from "@/wire/schemes";

/** Why a renewal failed. Our own contention is no failure of a renewal: see `refresh_pending`. */
export const FAILURE_CLASSES = [
  "outage",
  "rate_limited",
  "bad_answer",
  "bad_template",
  "missing_scope",
  "bad_client",
  "revoked_grant",
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** What a failed renewal means. */
export interface Verdict {
  class: FailureClass;
  /** The code callers see, and the log. */
  code: ErrorCode;
  status: number;
  /** For people: what happened. */
  reason: string;
  /** For people: what to do, or what happens by itself. */
  nextStep: string;
  retryAfterMs: number | null;
  /** No answer came, or none that can be read: whether the provider did the work is not known. */
  isUnanswered: boolean;
}

/** A server that asks for more does not mean it: no host and no connection is left alone for longer. */
const MAX_ASKED_MS = 24 * 60 * 60 * 1000;

const RECONNECT = "Ask the user to reconnect.";
const BY_ITSELF = "Keyhold tries again by itself.";

type Core = Pick<Verdict, "code" | "status" | "reason" | "nextStep">;

function lost(provider: Provider, said: string): Core {
  const { name } = provider;
  const what = isRedirect(provider) ? "the refresh token" : "the credentials the user entered";
  return { code: "invalid_credentials", status: 424, reason: `${name} refused ${what}.${said}`, nextStep: RECONNECT };
}

const JUDGED: Record<FailureClass, (provider: Provider, said: string) => Core> = {
  outage: ({ name }) => ({
    code: "provider_unavailable",
    status: 503,
    reason: `${name} could not be reached or failed.`,
    nextStep: BY_ITSELF,
  }),
  rate_limited: ({ name }) => ({
    code: "provider_rate_limited",
    status: 503,
    reason: `${name} asks to slow down.`,
    nextStep: BY_ITSELF,
  }),
  bad_answer: ({ name }, said) => ({
    code: "provider_unavailable",
    status: 503,
    reason: `${name} gave an answer that holds no token.${said}`,
    nextStep: BY_ITSELF,
  }),
  bad_template: ({ name }) => ({
    code: "template_err",
    status: 424,
    reason: `The request to ${name} could not be built from this connection's values.`,
    nextStep: "Check the connection's configuration and the integration's settings.",
  }),
  missing_scope: ({ name }, said) => ({
    code: "missing_scope",
    status: 424,
    reason: `${name} no longer grants the scopes of this connection.${said}`,
    nextStep: "Compare the integration's scopes with what the app may ask for; reconnecting asks for them again.",
  }),
  bad_client: ({ name }, said) => ({
    code: "integration_client_refused",
    status: 424,
    reason: `${name} refused the integration's client id and secret.${said}`,
    nextStep: "Correct them in the integration's settings: its connections are renewed at once then.",
  }),
  revoked_grant: lost,
};

/** Failures before anything was sent: the provider cannot have done the work. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function wasSent(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && NEVER_SENT.has(String(at.code))) return false;
    if ("kind" in at && (at.kind === "blocked_address" || at.kind === "bad_url")) return false;
  }
  return true;
}

/** Our own refusals: of an address that moved, of a client that is not there, of a value that cannot be stored. */
const OWN: Partial<Record<ErrorCode, FailureClass>> = {
  invalid_credentials: "revoked_grant",
  integration_not_configured: "bad_client",
};

function classOf(provider: Provider, error: unknown): { class: FailureClass; retryAfterMs: number | null } {
  if (error instanceof ServiceError) return { class: OWN[error.code] ?? "bad_answer", retryAfterMs: null };
  const { client } = schemeOf(provider);
  if (error instanceof AssertionKeyError) {
    return { class: client === "team" ? "bad_client" : "revoked_grant", retryAfterMs: null };
  }
  if (error instanceof TemplateError) return { class: "bad_template", retryAfterMs: null };
  const failure = classifyTokenFailure(error);
  const asked = "retryAfterMs" in failure ? failure.retryAfterMs : null;
  const retryAfterMs = asked === null ? null : Math.min(asked, MAX_ASKED_MS);
  // The end user's own client: the team can't correct it.
  if (failure.kind === "bad_client" && client === "end_user") return { class: "revoked_grant", retryAfterMs };
  return { class: failure.kind, retryAfterMs };
}

/** Judges a failed renewal. Doubt never ends a connection. */
export function judge(provider: Provider, error: unknown): Verdict {
  const found = classOf(provider, error);
  const words = error instanceof OAuthError ? (error.description ?? error.error) : null;
  const said = words ? ` It said: ${words.replace(/\.+$/, "")}.` : "";
  const core = JUDGED[found.class](provider, said);
  const isOwn = error instanceof ServiceError || error instanceof AssertionKeyError;
  const detail = error instanceof TemplateError ? ` ${error.message.replace(/\.+$/, "")}.` : "";
  const isUnread = error instanceof OAuthResponseError && error.status < 300;
  const isUnanswered = isUnread || (error instanceof OAuthTransportError && wasSent(error));
  return { ...found, ...core, reason: isOwn ? error.message : core.reason + detail, isUnanswered };
}

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
import { message, type NextStep, type PlainMessage, quote } from "@/wire/messages";
import { isRedirect } from "@/wire/schemes";

/** Why a refresh failed. A reader that waits too long isn't a failed refresh: see `refresh_pending`. */
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

/** How a failed refresh is treated. */
export interface Verdict {
  class: FailureClass;
  /** The error code in the API and the log. */
  code: ErrorCode;
  status: number;
  /** What happened. */
  reason: PlainMessage;
  /** What a person must do, or what Keyhold does automatically. */
  nextStep: NextStep;
  retryAfterMs: number | null;
  /** There was no readable response, so the provider may have processed the refresh. */
  isUnanswered: boolean;
}

/** Upper bound of the wait a server can ask for. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

type Core = Pick<Verdict, "code" | "status" | "nextStep">;

const CORES: Record<FailureClass, Core> = {
  outage: { code: "provider_unavailable", status: 503, nextStep: "next_step.retried" },
  rate_limited: { code: "provider_rate_limited", status: 503, nextStep: "next_step.retried" },
  bad_answer: { code: "provider_unavailable", status: 503, nextStep: "next_step.retried" },
  bad_template: { code: "template_err", status: 424, nextStep: "next_step.check_configuration" },
  missing_scope: { code: "missing_scope", status: 424, nextStep: "next_step.check_scopes" },
  bad_client: { code: "integration_client_refused", status: 424, nextStep: "next_step.fix_client" },
  revoked_grant: { code: "invalid_credentials", status: 424, nextStep: "next_step.reconnect" },
};

function reasonOf(kind: FailureClass, entry: Provider, error: unknown): PlainMessage {
  if (error instanceof ServiceError) return error.stored;
  if (error instanceof AssertionKeyError) return error.problem;
  const provider = entry.name;
  const quoted = error instanceof OAuthError ? quote(error.description ?? error.error) : {};
  const params = { provider, ...quoted };
  switch (kind) {
    case "outage":
      return message("health.provider_unavailable", { provider });
    case "rate_limited":
      return message("health.rate_limited", { provider });
    case "bad_answer":
      return message("health.no_token", params);
    case "bad_template": {
      const problem = error instanceof TemplateError ? error.message.replace(/\.+$/, "") : "";
      return message("health.template_failed", { provider, problem });
    }
    case "missing_scope":
      return message("health.scope_missing", params);
    case "bad_client":
      return message("health.client_rejected", params);
    case "revoked_grant":
      return isRedirect(entry)
        ? message("health.refresh_token_rejected", params)
        : message("health.credentials_rejected", params);
  }
}

/** Errors before the request was sent: the provider can't have processed it. */
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

/** Errors from Keyhold itself, such as a changed token host or a missing client. */
const SERVICE_ERROR_CLASSES: Partial<Record<ErrorCode, FailureClass>> = {
  invalid_credentials: "revoked_grant",
  integration_not_configured: "bad_client",
};

function classOf(provider: Provider, error: unknown): { class: FailureClass; retryAfterMs: number | null } {
  if (error instanceof ServiceError)
    return { class: SERVICE_ERROR_CLASSES[error.code] ?? "bad_answer", retryAfterMs: null };
  const { client } = schemeOf(provider);
  if (error instanceof AssertionKeyError) {
    return { class: client === "team" ? "bad_client" : "revoked_grant", retryAfterMs: null };
  }
  if (error instanceof TemplateError) return { class: "bad_template", retryAfterMs: null };
  const failure = classifyTokenFailure(error);
  const asked = "retryAfterMs" in failure ? failure.retryAfterMs : null;
  const retryAfterMs = asked === null ? null : Math.min(asked, MAX_RETRY_AFTER_MS);
  // The client belongs to the end user, so the team can't correct it.
  if (failure.kind === "bad_client" && client === "end_user") return { class: "revoked_grant", retryAfterMs };
  return { class: failure.kind, retryAfterMs };
}

/** Classifies the error of a failed refresh. Only a clear rejection can end in `needs_reconnect`. */
export function judge(provider: Provider, error: unknown): Verdict {
  const found = classOf(provider, error);
  const reason = reasonOf(found.class, provider, error);
  const isUnreadable = error instanceof OAuthResponseError && error.status < 300;
  const isUnanswered = isUnreadable || (error instanceof OAuthTransportError && wasSent(error));
  return { ...found, ...CORES[found.class], reason, isUnanswered };
}

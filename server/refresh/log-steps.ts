import type { BatchStep } from "@/server/logs/batch";
import type { CallRecord } from "@/server/net";
import type { StoredCredentials } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import type { Verdict } from "./verdict";

/** Fields of a token response that aren't secret. */
const PUBLIC_FIELDS = new Set([
  "token_type",
  "expires_in",
  "scope",
  "refresh_token_expires_in",
  "created_at",
  "issued_at",
]);

function redactedResponse(credentials: StoredCredentials | null): Record<string, unknown> | undefined {
  if (!credentials || !("raw" in credentials) || !credentials.raw || typeof credentials.raw !== "object")
    return undefined;
  return Object.fromEntries(
    Object.entries(credentials.raw).map(([name, value]) => [name, PUBLIC_FIELDS.has(name) ? value : "[redacted]"]),
  );
}

/** The log messages of one refresh: one per call, with the redacted request and response. */
export function stepsOf(
  calls: CallRecord[],
  outcome: { credentials: StoredCredentials | null; verdict: Verdict | null },
  at: Date,
): BatchStep[] {
  return calls.map(({ method, url, request, status, contentType, tookMs }, index) => {
    const isLast = index === calls.length - 1;
    const body = isLast ? redactedResponse(outcome.credentials) : undefined;
    const hasFailed = isLast && outcome.verdict !== null;
    return {
      level: hasFailed ? "warn" : "info",
      message:
        status === null
          ? message("step.unanswered", { method, url, tookMs })
          : message("step.answered", { method, url, status, tookMs }),
      detail: {
        request,
        response: { status, content_type: contentType, ...(body && { body }) },
        ...(hasFailed && { class: outcome.verdict?.class }),
      },
      at: at.toISOString(),
    };
  });
}

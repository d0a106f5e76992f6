import type { BatchStep } from "@/server/logs/batch";
import type { CallRecord } from "@/server/net";
import type { StoredCredentials } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import type { Verdict } from "./verdict";

/** Fields of a token answer that are no secrets. */
const OPEN = new Set(["token_type", "expires_in", "scope", "refresh_token_expires_in", "created_at", "issued_at"]);

function shownAnswer(credentials: StoredCredentials | null): Record<string, unknown> | undefined {
  if (!credentials || !("raw" in credentials) || !credentials.raw || typeof credentials.raw !== "object")
    return undefined;
  return Object.fromEntries(
    Object.entries(credentials.raw).map(([name, value]) => [name, OPEN.has(name) ? value : "[redacted]"]),
  );
}

/** The steps of one renewal: each call with what was asked and answered, redacted. */
export function stepsOf(
  calls: CallRecord[],
  outcome: { credentials: StoredCredentials | null; verdict: Verdict | null },
  at: Date,
): BatchStep[] {
  return calls.map(({ method, url, request, status, contentType, tookMs }, index) => {
    const isLast = index === calls.length - 1;
    const answer = isLast ? shownAnswer(outcome.credentials) : undefined;
    const hasFailed = isLast && outcome.verdict !== null;
    return {
      level: hasFailed ? "warn" : "info",
      message:
        status === null
          ? message("step.unanswered", { method, url, tookMs })
          : message("step.answered", { method, url, status, tookMs }),
      detail: {
        request,
        response: { status, content_type: contentType, ...(answer && { body: answer }) },
        ...(hasFailed && { class: outcome.verdict?.class }),
      },
      at: at.toISOString(),
    };
  });
}

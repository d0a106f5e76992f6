import type { CallRecord } from "@/server/net";
import type { StoredCredentials } from "@/server/vault/credentials";
import type { Verdict } from "./verdict";

/** One step of an operation, as the log keeps it. */
export interface LogStep {
  level: "info" | "warn" | "error";
  message: string;
  detail: Record<string, unknown>;
  /** ISO time. */
  at: string;
}

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
): LogStep[] {
  return calls.map(({ method, url, request, status, contentType, tookMs }, index) => {
    const isLast = index === calls.length - 1;
    const answer = isLast ? shownAnswer(outcome.credentials) : undefined;
    const hasFailed = isLast && outcome.verdict !== null;
    return {
      level: hasFailed ? "warn" : "info",
      message: `${method} ${url} ${status === null ? "was not answered" : `answered ${status}`} after ${tookMs} ms.`,
      detail: {
        request,
        response: { status, content_type: contentType, ...(answer && { body: answer }) },
        ...(hasFailed && { class: outcome.verdict?.class, said: outcome.verdict?.reason }),
      },
      at: at.toISOString(),
    };
  });
}

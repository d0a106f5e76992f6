import type { Issue } from "@/wire/errors";

/** The parts of a rejected field that the form shows. */
type RejectedField = Pick<Issue, "message" | "path">;

/** A request that failed: with an error response, or without any response (`unreachable`). */
export class ApiError extends Error {
  readonly code: string;
  readonly issues: readonly RejectedField[];

  constructor(code: string, message: string, options: { issues?: readonly RejectedField[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.issues = options.issues ?? [];
  }
}

/** Reads the public error body. Accepts any body, because a proxy in between may return its own error page. */
export function readApiError(status: number, body: unknown): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const code = typeof error.code === "string" ? error.code : null;
  const message = typeof error.message === "string" ? error.message : "";
  const issues = Array.isArray(error.errors) ? error.errors.flatMap(readIssue) : [];
  return new ApiError(code ?? codeOfStatus(status), message, { issues });
}

function readIssue(value: unknown): RejectedField[] {
  if (!isRecord(value) || typeof value.message !== "string" || !Array.isArray(value.path)) return [];
  return [{ message: value.message, path: value.path.map(String) }];
}

function codeOfStatus(status: number): string {
  if (status === 401) return "unknown_connect_session_token";
  if (status === 429) return "too_many_request";
  // 502 to 504 without our error body: a proxy couldn't reach the server.
  return status >= 502 && status <= 504 ? "unreachable" : "server_error";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

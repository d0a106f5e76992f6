import type { Issue } from "@/wire/errors";

/** As much of a refused field as the form shows. */
type RefusedField = Pick<Issue, "message" | "path">;

/** A request that was answered with an error body, or not at all (`unreachable`). */
export class ApiError extends Error {
  readonly code: string;
  readonly issues: readonly RefusedField[];

  constructor(code: string, message: string, options: { issues?: readonly RefusedField[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.issues = options.issues ?? [];
  }
}

/** Reads the public error body; tolerant, because a proxy in between may answer with a page of its own. */
export function readApiError(status: number, body: unknown): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const code = typeof error.code === "string" ? error.code : null;
  const message = typeof error.message === "string" ? error.message : "";
  const issues = Array.isArray(error.errors) ? error.errors.flatMap(readIssue) : [];
  return new ApiError(code ?? codeOfStatus(status), message, { issues });
}

function readIssue(value: unknown): RefusedField[] {
  if (!isRecord(value) || typeof value.message !== "string" || !Array.isArray(value.path)) return [];
  return [{ message: value.message, path: value.path.map(String) }];
}

function codeOfStatus(status: number): string {
  if (status === 401) return "unknown_connect_session_token";
  if (status === 429) return "too_many_request";
  // 502 to 504 without our own body: whatever stands in front of the server found nobody behind it.
  return status >= 502 && status <= 504 ? "unreachable" : "server_error";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

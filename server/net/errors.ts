export type OutboundErrorKind = "blocked_address" | "timeout" | "too_large" | "network" | "bad_url";

/**
 * An outbound call without a usable response. The message has the host at most, never a path, a header or a body, so it can be
 * logged and shown.
 */
export class OutboundError extends Error {
  readonly kind: OutboundErrorKind;
  /** The system's or the HTTP client's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(kind: OutboundErrorKind, message: string, code?: string) {
    super(message);
    this.name = "OutboundError";
    this.kind = kind;
    this.code = code;
  }
}

/**
 * Converts an error of the HTTP client to an {@link OutboundError}. The original is not kept as `cause`, because a parser error
 * contains the raw bytes of the response.
 */
export function toOutboundError(error: unknown, host: string): OutboundError {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth++) {
    if (inner instanceof OutboundError) return inner;
  }
  const code = innermostCode(error);
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") {
    return new OutboundError("timeout", `${host} did not accept the connection in time.`, code);
  }
  return new OutboundError("network", `The call to ${host} failed${code ? ` (${code})` : ""}.`, code);
}

function innermostCode(error: unknown): string | undefined {
  let code: string | undefined;
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth++) {
    if ("code" in inner && typeof inner.code === "string") code = inner.code;
  }
  return code;
}

import { plainText } from "../plain-text";

/** An authorization response that must not be used. */
export class CallbackError extends Error {
  constructor(
    readonly reason: "malformed" | "issuer",
    message: string,
  ) {
    super(message);
    this.name = "CallbackError";
  }
}

export type CallbackAnswer =
  | { kind: "code"; code: string; params: Record<string, string> }
  | { kind: "error"; error: string; description: string | null; params: Record<string, string> };

/** What the start of the flow recorded. */
export interface ExpectedCallback {
  /** Null: the server does not announce an issuer, so none is compared. */
  issuer: string | null;
  issRequired: boolean;
  /** Name of the parameter with the code. Default `code`. */
  codeParam?: string | undefined;
}

/** Compares `iss` exactly (RFC 9207 §2.4: no case folding, no normalization), on error responses too. */
function checkIssuer(params: URLSearchParams, { issuer, issRequired }: ExpectedCallback): void {
  const iss = params.get("iss");
  if (issuer === null) return;
  if (iss === null && issRequired) throw new CallbackError("issuer", "it does not name its issuer.");
  if (iss !== null && iss !== issuer) throw new CallbackError("issuer", "it comes from a different issuer.");
}

/**
 * Reads the parameters of a callback.
 * @throws CallbackError for repeated parameters, a wrong or missing `iss`, or unless there is either a code or an error.
 * @see RFC 6749 §4.1.2, RFC 9207
 */
export function readCallback(params: URLSearchParams, expected: ExpectedCallback): CallbackAnswer {
  const names = [...params.keys()];
  if (new Set(names).size !== names.length) throw new CallbackError("malformed", "it repeats a parameter.");
  checkIssuer(params, expected);
  const all = Object.fromEntries(params);
  const code = params.get(expected.codeParam ?? "code");
  const error = params.get("error");
  if (error !== null && code === null) {
    const description = params.get("error_description");
    return { kind: "error", error: plainText(error) ?? "error", description: plainText(description), params: all };
  }
  if (error !== null || code === null || code === "") throw new CallbackError("malformed", "it has no code.");
  return { kind: "code", code, params: all };
}

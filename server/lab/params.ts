import { Refusal } from "./oauth/refusal";

/**
 * Returns the form that a client sent.
 *
 * @throws Refusal `invalid_request`: not a form, or a repeated parameter (RFC 6749 §3.2).
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new Refusal("invalid_request", "Send the parameters as application/x-www-form-urlencoded.");
  }
  const form = new URLSearchParams(await request.text());
  const repeated = repeatedParameter(form);
  if (repeated) throw new Refusal("invalid_request", `The parameter ${repeated} was sent more than once.`);
  return form;
}

/** Returns the first repeated parameter, or null. */
export function repeatedParameter(params: URLSearchParams): string | null {
  const seen = new Set<string>();
  for (const name of params.keys()) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

/** Returns a parameter's value. An empty value counts as absent (RFC 6749 §3.1). */
export function optional(params: URLSearchParams, name: string): string | null {
  return params.get(name) || null;
}

/** Returns a parameter's value. @throws Refusal `invalid_request`: the parameter is missing. */
export function required(params: URLSearchParams, name: string): string {
  const value = optional(params, name);
  if (value === null) throw new Refusal("invalid_request", `The parameter ${name} is missing.`);
  return value;
}

/** Splits a scope string (RFC 6749 §3.3). */
export function scopesOf(scope: string): string[] {
  return scope.split(" ").filter(Boolean);
}

import { jwtEnd } from "../answer";
import type { Io } from "../io";
import { OAuthError, OAuthResponseError } from "../oauth2/errors";
import { lifetime } from "../oauth2/token-response";
import type { TokenResponseRules } from "../oauth2/types";
import type { TemplateValues } from "../template/render";
import { valueAt } from "../value-at";
import { type Answer, readAnswer } from "./read-answer";
import { type LoginStep, send } from "./request";

export type { LoginStep } from "./request";

const MAX_TOKEN_LENGTH = 64 * 1024;

/** Where the last response has the values. */
export interface LoginRules extends TokenResponseRules {
  /** The session is in cookies of the response. */
  cookies?: boolean | undefined;
}

/** The result of a login. */
export interface LoginResult {
  token: string;
  refreshToken: string | null;
  /** Epoch milliseconds. Null: no known expiry. */
  expiresAt: number | null;
  /** Value of a Cookie header. */
  cookies: string | null;
  /** The last response. */
  raw: Record<string, unknown>;
  answers: Record<string, unknown>[];
}

/** The strings, numbers and booleans of a response by dotted path, as the next step's templates name them. */
function* leaves(value: unknown, path: string): Generator<[string, string]> {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") yield [path, String(value)];
  else if (value !== null && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) yield* leaves(inner, `${path}.${name}`);
  }
}

function textAt(body: Record<string, unknown>, path: string | undefined): string | null {
  const value = path === undefined ? undefined : valueAt(body, path);
  return typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;
}

/** The body as a token: as is, or as a JSON string. */
function wholeBody(text: string): string | null {
  const bare = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  return bare === "" || bare.startsWith("{") || bare.startsWith("<") ? null : bare;
}

function tokenOf({ body, text }: Answer, rules: LoginRules): string {
  const path = rules.accessToken ?? "access_token";
  const token = path === "." ? wholeBody(text) : (textAt(body, path) ?? textAt(body, rules.accessTokenAlt));
  // A login that returns 200 without a token was refused in the provider's own format.
  if (token === null) throw new OAuthError("invalid_grant", textAt(body, "message"), 200);
  if (token.length > MAX_TOKEN_LENGTH) throw new OAuthResponseError("its token is too long", 200);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a token with control characters could split a header
  if (/[\u0000-\u001f\u007f]/.test(token)) throw new OAuthResponseError("its token has control characters", 200);
  return token;
}

function endOf(body: Record<string, unknown>, token: string, rules: LoginRules, receivedAt: number): number | null {
  const { assumeExpiresIn, ...stated } = rules;
  const end = rules.expiry === "@jwt" ? null : lifetime(body, stated, receivedAt);
  return end ?? jwtEnd(token) ?? (assumeExpiresIn === undefined ? null : receivedAt + assumeExpiresIn * 1000);
}

/**
 * Logs in with one or several requests. A later request can use a value of an earlier response as `{@stepN.path}`.
 * @throws OAuthError refused; OAuthResponseError no usable token; OAuthTransportError no response; TemplateError, TypeError.
 */
export async function logIn(
  steps: readonly LoginStep[],
  rules: LoginRules,
  values: TemplateValues,
  io: Io,
): Promise<LoginResult> {
  let known = values;
  let last: Answer = { body: {}, text: "", cookies: null };
  const answers: Record<string, unknown>[] = [];
  const cookies: string[] = [];
  for (const [index, step] of steps.entries()) {
    const response = await send(step, known, io);
    last = await readAnswer(response, io.now());
    answers.push(last.body);
    if (last.cookies) cookies.push(last.cookies);
    known = { ...known, ...Object.fromEntries(leaves(last.body, `@step${index + 1}`)) };
  }
  const receivedAt = io.now();
  const token = tokenOf(last, rules);
  return {
    token,
    refreshToken: textAt(last.body, rules.refreshToken ?? "refresh_token"),
    expiresAt: endOf(last.body, token, rules, receivedAt),
    cookies: rules.cookies && cookies.length > 0 ? cookies.join("; ") : null,
    raw: last.body,
    answers,
  };
}

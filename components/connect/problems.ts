import type { Names, TextKey, Texts } from "./texts";

/** What the main button of a problem screen does. */
export type ProblemAction = "retry" | "choose" | "none";

interface Rule {
  action: ProblemAction;
  /** The form can't be sent again, so the problem replaces it. Absent: the form stays, to try again. */
  isFinal?: true;
}

/** A problem with its own text. */
export type ProblemCode = TextKey extends infer Key
  ? Key extends `problem_${infer Code}_title`
    ? Code
    : never
  : never;

/** The closed list of problems an end user can meet. A code that isn't in it is shown as `unknown`. */
const PROBLEMS: Record<ProblemCode, Rule> = {
  no_session: { action: "none", isFinal: true },
  invalid_connect_session_token_format: { action: "none", isFinal: true },
  unknown_connect_session_token: { action: "none", isFinal: true },
  connect_session_expired: { action: "none", isFinal: true },
  connect_session_used: { action: "none", isFinal: true },
  integration_not_configured: { action: "choose", isFinal: true },
  invalid_client: { action: "choose", isFinal: true },
  integration_not_allowed: { action: "choose", isFinal: true },
  unknown_provider_config: { action: "choose", isFinal: true },
  unknown_provider_template: { action: "choose", isFinal: true },
  invalid_auth_mode: { action: "choose", isFinal: true },
  no_integrations: { action: "none", isFinal: true },
  invalid_connection: { action: "retry" },
  access_denied: { action: "retry" },
  state_err: { action: "retry" },
  state_cookie_err: { action: "retry" },
  callback_err: { action: "retry" },
  issuer_err: { action: "retry" },
  token_err: { action: "retry" },
  provider_unavailable: { action: "retry" },
  connection_test_failed: { action: "retry" },
  invalid_credentials: { action: "retry" },
  too_many_request: { action: "retry" },
  resource_capped: { action: "none", isFinal: true },
  feature_disabled: { action: "none", isFinal: true },
  unknown_attempt: { action: "none" },
  unreachable: { action: "retry" },
  server_error: { action: "retry" },
  unknown: { action: "retry" },
};

/** A problem, ready to be shown. */
export interface Problem {
  code: ProblemCode;
  title: string;
  what: string;
  next: string;
  action: ProblemAction;
}

/** The names a problem can mention. None is known before the session has loaded. */
export type KnownNames = Partial<Names>;

/** Maps any string to a known problem. Own keys only, so that `constructor` or `__proto__` in a URL becomes `unknown`. */
export function toProblemCode(code: string | null | undefined): ProblemCode {
  return code && Object.hasOwn(PROBLEMS, code) ? (code as ProblemCode) : "unknown";
}

/** Returns whether the form can't be sent again after this problem. */
export function isFinal(code: ProblemCode): boolean {
  return PROBLEMS[code].isFinal === true;
}

/** Returns the texts and the action of a code. The texts never contain the code, so a URL can't put text on the page. */
export function describeProblem(t: Texts, code: string | null | undefined, names: KnownNames = {}): Problem {
  const known = toProblemCode(code);
  const full = {
    product: names.product || t("unnamed_product"),
    provider: names.provider || t("unnamed_provider"),
  };
  return {
    code: known,
    title: capitalize(t(`problem_${known}_title`, full)),
    what: capitalize(t(`problem_${known}_what`, full)),
    next: capitalize(t(`problem_${known}_next`, full)),
    action: PROBLEMS[known].action,
  };
}

/** Needed because a sentence may begin with a fallback such as "the provider". */
function capitalize(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

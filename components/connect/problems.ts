import { type Names, type ProblemText, problemTexts, texts } from "./texts";

/** One of the problems that have a text of their own. */
export type ProblemCode = keyof typeof problemTexts;

/** What the main button of a problem screen does. */
export type ProblemAction = "retry" | "choose" | "none";

/** A problem, ready to be shown. */
export interface Problem {
  code: ProblemCode;
  title: string;
  what: string;
  mend: string;
  action: ProblemAction;
}

/** What a problem can be told with: nothing is known before the session has been read. */
export type KnownNames = Partial<Names>;

const ACTIONS: Partial<Record<ProblemCode, ProblemAction>> = {
  integration_not_allowed: "choose",
  unknown_provider_config: "choose",
  invalid_auth_mode: "choose",
  unknown_provider_template: "choose",
  integration_not_configured: "choose",
  invalid_connection: "retry",
  access_denied: "retry",
  state_err: "retry",
  state_cookie_err: "retry",
  callback_err: "retry",
  issuer_err: "retry",
  token_err: "retry",
  invalid_client: "choose",
  provider_unavailable: "retry",
  connection_test_failed: "retry",
  invalid_credentials: "retry",
  too_many_request: "retry",
  unreachable: "retry",
  server_error: "retry",
  unknown: "retry",
};

/** Problems after which no form can be sent any more: they take the whole screen, whenever they come. */
const FINAL = new Set<ProblemCode>([
  "no_session",
  "invalid_connect_session_token_format",
  "unknown_connect_session_token",
  "connect_session_expired",
  "connect_session_used",
  "integration_not_configured",
  "invalid_client",
  "integration_not_allowed",
  "unknown_provider_config",
  "unknown_provider_template",
  "invalid_auth_mode",
  "no_integrations",
  "resource_capped",
  "feature_disabled",
]);

/** Maps any string to a known problem. Own keys only, so that `constructor` or `__proto__` in an address is `unknown`. */
export function toProblemCode(code: string | null | undefined): ProblemCode {
  return code && Object.hasOwn(problemTexts, code) ? (code as ProblemCode) : "unknown";
}

/** True when the problem ends what the person was doing; else the form stays and the person can try again in it. */
export function isFinal(code: ProblemCode): boolean {
  return FINAL.has(code);
}

/** Words and action for a code. Nothing of the code itself is in the words, so an address cannot put text on the page. */
export function describeProblem(code: string | null | undefined, names: KnownNames = {}): Problem {
  const known = toProblemCode(code);
  const text: ProblemText = problemTexts[known];
  const full = { product: names.product || texts.unnamedProduct, provider: names.provider || texts.unnamedProvider };
  return {
    code: known,
    title: capitalise(text.title(full)),
    what: capitalise(text.what(full)),
    mend: capitalise(text.mend(full)),
    action: ACTIONS[known] ?? "none",
  };
}

/** Sentences may begin with a fallback such as "the provider". */
function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

import { ServiceError } from "@/server/core/errors";
import type { OAuth2Provider } from "@/server/integrations/oauth2-client";
import { valueAt } from "@/server/protocols/value-at";
import { checkVariable } from "@/server/providers/check-variable";

const MAX_LENGTH = 2000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNFIT = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/** A value as text. Undefined: it is none, or one that cannot be stored; then it is as if it had not been sent. */
function asText(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  return text.length > MAX_LENGTH || UNFIT.test(text) ? undefined : text;
}

/**
 * The values of callback and token answer that an entry keeps with the connection, such as the account's own host.
 * @throws ServiceError `token_err` when a value is not what its variable may be: it could steer later calls elsewhere.
 */
export function keptValues(
  provider: OAuth2Provider,
  answers: { callback: Record<string, string>; token: Record<string, unknown> },
): Record<string, string> {
  const found = [
    ...(provider.callbackKeep ?? []).map((name) => [name, asText(answers.callback[name])] as const),
    ...(provider.tokenResponse?.keep ?? []).map((path) => [path, asText(valueAt(answers.token, path))] as const),
  ];
  const kept: Record<string, string> = {};
  for (const [name, value] of found) {
    if (value === undefined) continue;
    const variable = provider.variables.find((known) => known.name === name);
    if (variable && checkVariable(variable, value)) {
      throw new ServiceError(
        "token_err",
        `${provider.name} sent a value for "${name}" that cannot be used. Start again.`,
      );
    }
    kept[name] = value;
  }
  return kept;
}

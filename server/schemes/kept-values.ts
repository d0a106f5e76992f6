import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { valueAt } from "@/server/protocols/value-at";
import { message } from "@/wire/messages";
import { checkVariable } from "./check-variable";

const MAX_LENGTH = 2000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the check is for control characters
const UNFIT = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/** What a provider sent: the callback's parameters and the token response. */
export interface Answers {
  callback?: Record<string, string>;
  token?: Record<string, unknown>;
}

/** Converts a value to text. Undefined: there is none, or it can't be stored. It is then treated as not sent. */
function asText(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  return text.length > MAX_LENGTH || UNFIT.test(text) ? undefined : text;
}

/**
 * Returns the values of a provider's responses that can be stored, by name.
 * @throws ServiceError `token_err` when a value isn't valid for its variable: it could redirect later calls.
 */
export function keptFrom(provider: Provider, found: Iterable<readonly [string, unknown]>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, sent] of found) {
    const value = asText(sent);
    if (value === undefined) continue;
    const variable = provider.variables.find((known) => known.name === name);
    if (variable && checkVariable(variable, value)) {
      throw new ServiceError("token_err", message("connect.value_unusable", { provider: provider.name, name }));
    }
    kept[name] = value;
  }
  return kept;
}

/** Returns the values of callback and token response to store with the connection, such as the account's host. */
export function keptValues(provider: Provider, { callback = {}, token = {} }: Answers): Record<string, string> {
  const fromCallback = "callbackKeep" in provider ? (provider.callbackKeep ?? []) : [];
  const fromToken = "tokenResponse" in provider ? (provider.tokenResponse?.keep ?? []) : [];
  return keptFrom(provider, [
    ...fromCallback.map((name) => [name, Object.hasOwn(callback, name) ? callback[name] : undefined] as const),
    ...fromToken.map((path) => [path, valueAt(token, path)] as const),
  ]);
}

import { IntlMessageFormat } from "intl-messageformat";
import type { ConnectMessages } from "@/messages/connect-ui";

/** The key of a Connect UI text. */
export type TextKey = keyof ConnectMessages;

/** Returns the text of a key in the reader's language, with its parameters filled in. */
export type Texts = (key: TextKey, params?: Record<string, string | number>) => string;

/** The names that texts mention. */
export interface Names {
  product: string;
  /** Display name of the provider. */
  provider: string;
}

/** Creates the function that returns the texts of one language. That function throws when a parameter is missing. */
export function createTexts(locale: string, messages: ConnectMessages): Texts {
  const formats = new Map<TextKey, IntlMessageFormat>();
  return (key, params = {}) => {
    const format = formats.get(key) ?? new IntlMessageFormat(messages[key], locale, undefined, { ignoreTag: true });
    formats.set(key, format);
    return String(format.format(params));
  };
}

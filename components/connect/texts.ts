import { IntlMessageFormat } from "intl-messageformat";
import type { ConnectMessages } from "@/messages/connect-ui";

/** Names a text of the Connect UI. */
export type TextKey = keyof ConnectMessages;

/** Gives the text of a key in the reader's language, with its parameters filled in. */
export type Texts = (key: TextKey, params?: Record<string, string | number>) => string;

/** Who and what a sentence is about. */
export interface Names {
  product: string;
  /** Name of the account's provider as people know it. */
  provider: string;
}

/** @throws when a parameter of the text is missing. */
export function createTexts(locale: string, messages: ConnectMessages): Texts {
  const formats = new Map<TextKey, IntlMessageFormat>();
  return (key, params = {}) => {
    const format = formats.get(key) ?? new IntlMessageFormat(messages[key], locale, undefined, { ignoreTag: true });
    formats.set(key, format);
    return String(format.format(params));
  };
}

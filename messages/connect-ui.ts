import en from "./en.json";
import type { Locale } from "./render";

/** The texts of the Connect UI in one language, by key. The server hands them to the page; no other language is loaded. */
export type ConnectMessages = (typeof en)["connect_ui"];

const TEXTS: Record<Locale, ConnectMessages> = { en: en.connect_ui };

/** Picks the texts of a language. */
export function connectMessages(locale: Locale = "en"): ConnectMessages {
  return TEXTS[locale];
}

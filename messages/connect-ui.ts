import en from "./en.json";
import type { Locale } from "./render";

/** The texts of the Connect UI in one language, by key. The server passes them to the page, so that the browser loads no other language. */
export type ConnectMessages = (typeof en)["connect_ui"];

const TEXTS: Record<Locale, ConnectMessages> = { en: en.connect_ui };

/** Returns the texts of the Connect UI in one language. */
export function connectMessages(locale: Locale = "en"): ConnectMessages {
  return TEXTS[locale];
}

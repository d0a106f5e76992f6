import { IntlMessageFormat } from "intl-messageformat";
import { Message, type MessageCode } from "@/wire/messages";
import en from "./en.json";

/** The texts of every supported language. */
const TEXTS = { en } satisfies Record<string, Record<string, Record<string, string>>>;
export type Locale = keyof typeof TEXTS;

/** `{when, date, utc}` in a text: date and time in UTC, the same for every reader. */
const UTC: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZone: "UTC",
  timeZoneName: "short",
};
const FORMATS = { date: { utc: UTC } };

const formats = new Map<string, IntlMessageFormat>();

/** Returns the parsed text of one code. @throws TypeError when a code has no text. The tests of this folder check that. */
function formatOf(code: MessageCode, locale: Locale): IntlMessageFormat {
  const key = `${locale} ${code}`;
  const known = formats.get(key);
  if (known) return known;
  const [namespace = "", name = ""] = code.split(".");
  const text = (TEXTS[locale] as Record<string, Record<string, string>>)[namespace]?.[name];
  if (text === undefined) throw new TypeError(`${locale}.json has no text for ${code}`);
  const format = new IntlMessageFormat(text, locale, FORMATS, { ignoreTag: true });
  formats.set(key, format);
  return format;
}

function parameterOf(name: string, value: unknown, locale: Locale): string | number | Date {
  if (typeof value === "number") return value;
  if (typeof value === "string") return name.endsWith("At") ? new Date(value) : value;
  return renderMessage(value as Message, locale);
}

/** Renders a message in one language, as plain text. */
export function renderMessage({ code, params }: Message, locale: Locale = "en"): string {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, parameterOf(name, value, locale)] as const),
  );
  if (code === "common.said") return String(formatOf(code, locale).format(values));
  // `{said}` is replaced by a quote of the provider's error message, or by nothing.
  const { said } = values;
  const quoted = said ? ` ${renderMessage({ code: "common.said", params: { said: String(said) } }, locale)}` : "";
  return String(formatOf(code, locale).format({ ...values, said: quoted }));
}

/**
 * Renders a stored message. A message that this version can't read becomes a neutral sentence, never an error.
 * @returns null when no message was stored.
 */
export function renderStored(stored: unknown, locale: Locale = "en"): string | null {
  if (stored === null || stored === undefined) return null;
  const { data } = Message.safeParse(stored);
  return renderMessage(data ?? { code: "common.unreadable", params: {} }, locale);
}

/** Renders a message that has no parameters and is stored as its code alone. @returns null when no code was stored. */
export function renderCode(code: string | null, locale: Locale = "en"): string | null {
  return code === null ? null : renderStored({ code, params: {} }, locale);
}

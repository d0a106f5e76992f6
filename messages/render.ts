import { IntlMessageFormat } from "intl-messageformat";
import { Message, type MessageCode } from "@/wire/messages";
import en from "./en.json";

/** Every language there is, with its texts. */
const TEXTS = { en } satisfies Record<string, Record<string, Record<string, string>>>;
export type Locale = keyof typeof TEXTS;

/** `{when, date, utc}` in a text: date and time of day, the same for every reader. */
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

/** The text of one code, parsed once. @throws TypeError a code without a text: the tests of this folder find it. */
function formatOf(code: MessageCode, locale: Locale): IntlMessageFormat {
  const key = `${locale} ${code}`;
  const known = formats.get(key);
  if (known) return known;
  const [namespace = "", name = ""] = code.split(".");
  const text = (TEXTS[locale] as Record<string, Record<string, string>>)[namespace]?.[name];
  if (text === undefined) throw new TypeError(`${locale}.json has no text for ${code}`);
  const made = new IntlMessageFormat(text, locale, FORMATS, { ignoreTag: true });
  formats.set(key, made);
  return made;
}

function parameterOf(name: string, value: unknown, locale: Locale): string | number | Date {
  if (typeof value === "number") return value;
  if (typeof value === "string") return name.endsWith("At") ? new Date(value) : value;
  return renderMessage(value as Message, locale);
}

/** The sentences of a message in one language, as plain text. */
export function renderMessage({ code, params }: Message, locale: Locale = "en"): string {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, parameterOf(name, value, locale)] as const),
  );
  if (code === "common.said") return String(formatOf(code, locale).format(values));
  // A text may quote the provider anywhere; without a quotation its place is empty.
  const { said } = values;
  const quoted = said ? ` ${renderMessage({ code: "common.said", params: { said: String(said) } }, locale)}` : "";
  return String(formatOf(code, locale).format({ ...values, said: quoted }));
}

/**
 * The sentences of a message as it was stored. What this version cannot read is a neutral sentence, never an error.
 * @returns null for null: no message was stored.
 */
export function renderStored(stored: unknown, locale: Locale = "en"): string | null {
  if (stored === null || stored === undefined) return null;
  const { data } = Message.safeParse(stored);
  return renderMessage(data ?? { code: "common.unreadable", params: {} }, locale);
}

/** The sentences of a message without parameters, stored as its code alone. @returns null for null. */
export function renderCode(code: string | null, locale: Locale = "en"): string | null {
  return code === null ? null : renderStored({ code, params: {} }, locale);
}

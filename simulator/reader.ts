import { fill, isDigest, missingIn, type Reading, readBack, type Values } from "./template";

/** Returns the problem of a value that a template left open. Null: none. */
export type Check = (value: string) => string | null;

const SHORT = 120;

/** A value as the ledger shows it. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}

const MOMENTS: Record<string, (value: string) => number> = {
  "@now": (value) => Number(value) * 1000,
  "@now:ms": Number,
  "@now:iso": Date.parse,
  "@now:rfc2822": Date.parse,
};
const FORMS: Record<string, RegExp> = {
  "@uuid": /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  "@now": /^\d{10}$/,
  "@now:ms": /^\d{13}$/,
  "@now:iso": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  "@now:rfc2822": /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/,
  "@now:YYYY-MM-DD": /^\d{4}-\d\d-\d\d$/,
  "@now+7days:YYYY-MM-DD": /^\d{4}-\d\d-\d\d$/,
  "@connectionId": /^.{1,255}$/,
};
const MINUTES_5 = 5 * 60_000;

function momentProblem(name: string, value: string): string | null {
  const form = FORMS[name];
  if (!form) return `{${name}} is not known to the simulator.`;
  if (!form.test(value)) return `{${name}} is ${shown(value)}, which has the wrong format.`;
  const time = MOMENTS[name]?.(value);
  if (time !== undefined && Math.abs(time - Date.now()) > MINUTES_5)
    return `{${name}} is ${value}, not the current time.`;
  return null;
}

/** Compares a request with the templates of its entry and collects the differences. */
export class Reader {
  readonly problems: string[] = [];
  private readonly found: Record<string, string> = {};
  private readonly open: { place: string; digest: Reading["open"][number] }[] = [];

  /** @param checks for names that are not known before the request, such as `token`. */
  constructor(
    private readonly values: Values,
    private readonly checks: Record<string, Check> = {},
  ) {}

  say(problem: string | null): void {
    if (problem !== null) this.problems.push(problem);
  }

  /** Whether a name's value comes from the request. */
  private isRead(name: string): boolean {
    return Object.hasOwn(this.checks, name) || Object.hasOwn(FORMS, name);
  }

  /** Whether a template's parameter is omitted, because a value is absent. */
  isLeftOut(template: string): boolean {
    return missingIn(template, this.values).some((name) => !this.isRead(name));
  }

  text(place: string, template: string, sent: string | null | undefined): void {
    if (this.isLeftOut(template)) {
      if (sent !== null && sent !== undefined) this.say(`${place} is ${shown(sent)}, but should be absent.`);
      return;
    }
    if (sent === null || sent === undefined) {
      this.say(`${place} is missing.`);
      return;
    }
    const reading = readBack(template, sent, this.values);
    if (!reading) {
      this.say(`${place} is ${shown(sent)}, not ${shown(fill(template, this.values) ?? template)}.`);
      return;
    }
    for (const [name, value] of Object.entries(reading.found)) {
      if ((this.found[name] ?? value) !== value)
        this.say(`${place} has a different {${name}} than the rest of the request.`);
      this.found[name] = value;
    }
    this.open.push(...reading.open.map((digest) => ({ place, digest })));
  }

  texts(place: string, templates: Values | undefined, sent: (name: string) => string | null | undefined): void {
    for (const [name, template] of Object.entries(templates ?? {})) this.text(`${place} ${name}`, template, sent(name));
  }

  json(place: string, template: unknown, sent: unknown): void {
    if (typeof template === "string") {
      this.text(place, template, sent === undefined || sent === null ? null : String(sent));
      return;
    }
    if (template === null || typeof template !== "object") {
      this.say(template === sent ? null : `${place} is ${shown(sent)}, not ${shown(template)}.`);
      return;
    }
    if (sent === null || typeof sent !== "object" || Array.isArray(template) !== Array.isArray(sent)) {
      this.say(`${place} is ${shown(sent)}, not ${Array.isArray(template) ? "a list" : "an object"}.`);
      return;
    }
    const members = sent as Record<string, unknown>;
    for (const [name, inner] of Object.entries(template)) this.json(`${place}.${name}`, inner, members[name]);
    for (const name of Object.keys(members)) {
      if (!Object.hasOwn(template, name)) this.say(`${place}.${name} is sent, but not in the entry.`);
    }
  }

  equal(place: string, sent: unknown, wanted: unknown): void {
    if (sent !== wanted) this.say(`${place} is ${shown(sent)}, not ${shown(wanted)}.`);
  }

  /** Reports parameters that are not in the list of known names. */
  noOthers(place: string, names: Iterable<string>, known: readonly string[]): void {
    for (const name of names) if (!known.includes(name)) this.say(`${place} ${name} is sent, but not in the entry.`);
  }

  /** Checks the values read from the whole request. @returns all problems. */
  finish(): string[] {
    const all = { ...this.values, ...this.found };
    for (const { place, digest } of this.open) {
      if (!isDigest(digest, all)) this.say(`${place} has a digest of the wrong text.`);
    }
    for (const [name, value] of Object.entries(this.found)) {
      this.say(Object.hasOwn(this.checks, name) ? (this.checks[name]?.(value) ?? null) : momentProblem(name, value));
    }
    return this.problems;
  }
}

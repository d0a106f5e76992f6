import type { Io } from "../io";
import type { TemplateValues } from "./render";

const DAY_MS = 24 * 60 * 60 * 1000;

function uuid(bytes: Uint8Array): string {
  const set = Uint8Array.from(bytes);
  set[6] = ((set[6] ?? 0) & 0x0f) | 0x40;
  set[8] = ((set[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(set).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The generated values a template can use: a UUID (RFC 9562 §5.4) and the current time in the formats APIs need. */
export function momentValues({ now, random }: Io): TemplateValues {
  const time = now();
  const date = new Date(time);
  return {
    "@uuid": uuid(random(16)),
    "@now": String(Math.floor(time / 1000)),
    "@now:ms": String(time),
    "@now:iso": date.toISOString(),
    "@now:rfc2822": date.toUTCString().replace("GMT", "+0000"),
    "@now:YYYY-MM-DD": date.toISOString().slice(0, 10),
    "@now+7days:YYYY-MM-DD": new Date(time + 7 * DAY_MS).toISOString().slice(0, 10),
  };
}

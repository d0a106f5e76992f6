import { createHmac } from "node:crypto";
import { percent, sortedPairs } from "./percent";
import { judging, must, refuse, type SeenRequest, type Verdict } from "./verdict";

/** What the server of a request signed with a canonical HMAC knows. */
export interface CanonicalHmacLookup {
  secret(user: string): string | null;
  hash: "sha1" | "sha256" | "sha512";
  parts: readonly ("date" | "method" | "host" | "path" | "params")[];
  /** Epoch seconds. */
  now: number;
}

const MAX_SKEW_SECONDS = 300;

/**
 * Verifies a request whose Basic password is the hex HMAC of its date, method, host, path and sorted parameters, one per line.
 * @see Duo "Admin API", Authentication
 */
export function judgeCanonicalHmac(request: SeenRequest, lookup: CanonicalHmacLookup): Verdict<{ user: string }> {
  return judging(() => {
    const [, pair] =
      /^Basic ([A-Za-z0-9+/]+=*)$/.exec(request.headers.get("authorization") ?? "") ??
      refuse("The Authorization header is missing or not Basic.");
    const text = Buffer.from(pair ?? "", "base64").toString();
    const at = text.indexOf(":");
    const [user, signature] = [text.slice(0, at), text.slice(at + 1)];
    const secret = lookup.secret(user) ?? refuse(`The user ${user} is unknown.`);
    const canonical = lookup.parts.map((part) => partOf(part, request, lookup.now)).join("\n");
    const wanted = createHmac(lookup.hash, secret).update(canonical).digest("hex");
    must(wanted === signature, `The signature is wrong. Expected text: ${JSON.stringify(canonical)}`);
    return { user };
  });
}

function partOf(part: CanonicalHmacLookup["parts"][number], request: SeenRequest, now: number): string {
  switch (part) {
    case "date":
      return dateOf(request, now);
    case "method":
      return request.method.toUpperCase();
    case "host":
      return request.url.host.toLowerCase();
    case "path":
      return request.url.pathname;
    case "params":
      return paramsOf(request);
  }
}

/** The RFC 2822 date from the header Date, or from X-Duo-Date for clients that can't set Date. */
function dateOf({ headers }: SeenRequest, now: number): string {
  const date = headers.get("date") ?? headers.get("x-duo-date") ?? refuse("There is no Date header.");
  must(
    /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)$/.test(date),
    "Date is not in RFC 2822 format.",
  );
  must(Math.abs(Date.parse(date) / 1000 - now) <= MAX_SKEW_SECONDS, "Date is more than five minutes off.");
  return date;
}

function paramsOf({ method, url, body, headers }: SeenRequest): string {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get("content-type") ?? "");
  const pairs = method === "POST" && isForm ? new URLSearchParams(body) : url.searchParams;
  return sortedPairs([...pairs].map(([name, value]) => [percent(name), percent(value)] as const))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

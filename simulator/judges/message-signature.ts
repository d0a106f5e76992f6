import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { judging, must, refuse, type SeenRequest, type Verdict } from "./verdict";

/** What the server of a request signed with HTTP Message Signatures knows. */
export interface MessageSignatureLookup {
  /** The Ed25519 public key of a key ID. */
  key(keyId: string): string | KeyObject | null;
  /** The components that must be signed. Body headers are required only if there is a body. */
  components: readonly string[];
  /** Maximum age in seconds. Default 300. */
  maxAge?: number | undefined;
  /** Epoch seconds. */
  now: number;
}

/** Verifies the only signature of a request. @see RFC 9421 §3.2, RFC 9530 §2 */
export function judgeMessageSignature(
  request: SeenRequest,
  lookup: MessageSignatureLookup,
): Verdict<{ keyId: string }> {
  return judging(() => {
    const [, label = "", list = "", params = ""] =
      /^([a-z*][a-z0-9_.*-]*)=\(([^)]*)\)((?:;.+)?)$/.exec(request.headers.get("signature-input") ?? "") ??
      refuse("Signature-Input is missing or not a single list.");
    const components = (list.match(/"[^"]*"/g) ?? []).map((name) => name.slice(1, -1));
    must(
      `${components.map((name) => `"${name}"`).join(" ")}` === list,
      "The components have parameters or unexpected spaces.",
    );
    must(new Set(components).size === components.length, "A component is repeated.");
    for (const name of lookup.components) {
      const isOfBody = name.startsWith("content-") && request.body === "";
      if (isOfBody && !request.headers.has(name)) continue;
      must(components.includes(name), `${name} is not signed.`);
    }
    const keyId = checkParams(params, lookup);
    const prefix = `${label}=:`;
    const header = request.headers.get("signature") ?? "";
    must(header.startsWith(prefix) && header.endsWith(":"), `Signature has no bytes for the label ${label}.`);
    const bytes = Buffer.from(header.slice(prefix.length, -1), "base64");
    const lines = components.map((name) => `"${name}": ${partOf(name, request)}`);
    const base = [...lines, `"@signature-params": (${list})${params}`].join("\n");
    const key = lookup.key(keyId) ?? refuse(`The key ${keyId} is unknown.`);
    const publicKey = typeof key === "string" ? createPublicKey(key) : key;
    must(
      verify(null, Buffer.from(base), publicKey, bytes),
      `The signature is wrong. Expected base: ${JSON.stringify(base)}`,
    );
    checkDigest(request);
    return { keyId };
  });
}

function checkParams(params: string, { now, maxAge = 300 }: MessageSignatureLookup): string {
  const number = (name: string) => {
    const text = new RegExp(`;${name}=(\\d+)(?=;|$)`).exec(params)?.[1];
    return text === undefined ? null : Number(text);
  };
  const text = (name: string) => new RegExp(`;${name}="([^"]*)"`).exec(params)?.[1] ?? null;
  const created = number("created") ?? refuse("The signature has no created parameter.");
  must(created <= now + 60 && now - created <= maxAge, "The signature is too old or in the future.");
  must((number("expires") ?? now + 1) > now, "The signature has expired.");
  must([null, "ed25519"].includes(text("alg")), `alg is ${text("alg")}, not ed25519.`);
  return text("keyid") ?? refuse("The signature has no keyid parameter.");
}

/** RFC 9421 §2. */
function partOf(name: string, { method, url, headers }: SeenRequest): string {
  switch (name) {
    case "@method":
      return method.toUpperCase();
    case "@target-uri":
      return url.href;
    case "@authority":
      return url.host;
    case "@scheme":
      return url.protocol.slice(0, -1);
    case "@request-target":
      return url.pathname + url.search;
    case "@path":
      return url.pathname;
    case "@query":
      return url.search || "?";
    default:
      return (headers.get(name) ?? refuse(`${name} is signed but was not sent.`)).trim();
  }
}

function checkDigest({ headers, body }: SeenRequest): void {
  const digest = headers.get("content-digest");
  if (digest === null) return;
  const wanted = (hash: string) => createHash(hash.replace("-", "")).update(body).digest("base64");
  const entries = [...digest.matchAll(/(sha-256|sha-512)=:([A-Za-z0-9+/=]+):/g)];
  must(entries.length > 0, "Content-Digest has neither sha-256 nor sha-512.");
  for (const [, hash = "", value] of entries) must(value === wanted(hash), "Content-Digest does not match the body.");
}

import { createHash, sign } from "node:crypto";
import { AssertionKeyError, readPrivateKey } from "../assertion/private-key";
import { base64 } from "../base64";
import type { Io } from "../io";

/** How requests are signed. */
export interface MessageSigning {
  alg: "ed25519";
  /** Covered components: derived ones such as `@method`, and header names. Components that a request does not have are omitted. */
  components: readonly string[];
  keyId: string;
  /** PEM. */
  key: string;
}

interface Request {
  method: string;
  url: URL;
  headers: Headers;
  body?: string | undefined;
}

/** The value of a component (RFC 9421 §2.1, §2.2). Null: the request has no such field. */
function componentValue(component: string, { method, url, headers }: Request): string | null {
  switch (component) {
    case "@method":
      return method.toUpperCase();
    case "@target-uri":
      return url.href;
    case "@authority":
      return url.host.toLowerCase();
    case "@path":
      return url.pathname;
    case "@query":
      return url.search || "?";
    default:
      return (
        headers
          .get(component)
          ?.trim()
          .replace(/\s*\n\s*/g, " ") ?? null
      );
  }
}

/** The signature base: a line for each covered component, and its parameters (RFC 9421 §2.5). */
export function signatureBase(request: Request, components: readonly string[], params: string): string {
  const lines = components.map((component) => `"${component}": ${componentValue(component, request) ?? ""}`);
  return [...lines, `"@signature-params": ${params}`].join("\n");
}

/** Signs a request, including the digest of its body (RFC 9530). @throws AssertionKeyError @see RFC 9421 §3.1 */
export function signMessage(request: Request, signing: MessageSigning, { now }: Pick<Io, "now">): void {
  const { headers, body } = request;
  if (body !== undefined) {
    headers.set("content-digest", `sha-256=:${createHash("sha256").update(body).digest("base64")}:`);
  }
  const key = readPrivateKey(signing.key);
  if (key.asymmetricKeyType !== "ed25519") throw new AssertionKeyError("key.not_ed25519");
  const covered = signing.components.filter((component) => componentValue(component, request) !== null);
  const names = covered.map((component) => `"${component}"`).join(" ");
  const params = `(${names});created=${Math.floor(now() / 1000)};keyid="${signing.keyId}";alg="${signing.alg}"`;
  const signature = base64(sign(null, Buffer.from(signatureBase(request, covered, params)), key));
  headers.set("signature-input", `sig1=${params}`);
  headers.set("signature", `sig1=:${signature}:`);
}

import { createHash, createHmac } from "node:crypto";

/**
 * Returns the headers with which a receiver verifies a webhook.
 *
 * @param body the exact bytes that are sent.
 * @param timestamp epoch seconds.
 * @param secrets signing keys (`whsec_…`), the current one first, then retired ones that still sign after a rotation.
 * @see Standard Webhooks specification, "Signature scheme"; the wire protocol §6 for the `X-Nango-*` headers.
 */
export function signatureHeaders(
  id: string,
  timestamp: number,
  body: string,
  secrets: string[],
): Record<string, string> {
  const [current = ""] = secrets;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
    "x-nango-hmac-sha256": createHmac("sha256", current).update(body).digest("hex"),
    "x-nango-signature": createHash("sha256")
      .update(current + body)
      .digest("hex"),
  };
}

/** How long a server asks us to wait, in milliseconds. Null: it does not ask (RFC 9110 §10.2.3). */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** When a JWT expires, in epoch milliseconds. Null: it is not a JWT, or has no `exp`. The signature is not checked. */
export function jwtEnd(token: string): number | null {
  const [, claims] = token.split(".");
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) || claims === undefined) return null;
  try {
    const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { exp?: unknown };
    return typeof exp === "number" && Number.isFinite(exp) && exp > 0 ? exp * 1000 : null;
  } catch {
    return null;
  }
}

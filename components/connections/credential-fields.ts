/** One value of a connection's credentials. */
export interface CredentialField {
  name: string;
  label: string;
  value: string;
  kind: "secret" | "text" | "time";
}

const LABELS: Record<string, string> = {
  access_token: "Access token",
  refresh_token: "Refresh token",
  expires_at: "Expires",
  apiKey: "API key",
  username: "Username",
  password: "Password",
};

/** Values that aren't secret. Unknown values are treated as secret. */
const PUBLIC_KINDS: Record<string, CredentialField["kind"]> = { username: "text", expires_at: "time" };
/** Shown elsewhere: the type in the details, the provider's response below. */
const ELSEWHERE = new Set(["type", "raw"]);

/** Returns the values of credentials in display order. */
export function readCredentialFields(credentials: Record<string, unknown>): CredentialField[] {
  return Object.entries(credentials).flatMap(([name, value]) => {
    if (ELSEWHERE.has(name) || value === undefined || value === null) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return { name, label: LABELS[name] ?? name, value: text, kind: PUBLIC_KINDS[name] ?? "secret" };
  });
}

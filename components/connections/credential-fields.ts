/** One value of a credential. */
export interface CredentialField {
  name: string;
  label: string;
  value: string;
  kind: "secret" | "text" | "time";
}

const LABELS: Record<string, string> = {
  access_token: "Access token",
  refresh_token: "Refresh token",
  expires_at: "Ends",
  apiKey: "API key",
  username: "User name",
  password: "Password",
};

/** What is no secret; whatever we do not know is treated as one. */
const OPEN: Record<string, CredentialField["kind"]> = { username: "text", expires_at: "time" };
/** Shown in other places: the scheme among the facts, the provider's answer below. */
const ELSEWHERE = new Set(["type", "raw"]);

/** Reads the values of a credential in the order they are shown. */
export function readCredentialFields(credentials: Record<string, unknown>): CredentialField[] {
  return Object.entries(credentials).flatMap(([name, value]) => {
    if (ELSEWHERE.has(name) || value === undefined || value === null) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return { name, label: LABELS[name] ?? name, value: text, kind: OPEN[name] ?? "secret" };
  });
}

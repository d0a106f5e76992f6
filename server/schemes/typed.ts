import type { Issued, IssueInput, SchemeOf } from "./scheme";

/** Returns the typed values as the credentials. */
export async function issueTyped(type: "API_KEY" | "BASIC" | "TBA", { fields }: IssueInput): Promise<Issued> {
  return { credentials: { ...fields, type }, expiresAt: null, kept: {} };
}

/** A key that the end user created at the provider. */
export const apiKey: SchemeOf<"api_key"> = {
  client: "end_user",
  isSentAsTyped: true,
  issue: (_provider, input) => issueTyped("API_KEY", input),
};

/** A username and a password (RFC 7617). */
export const basic: SchemeOf<"basic"> = {
  client: "end_user",
  isSentAsTyped: true,
  issue: (_provider, input) => issueTyped("BASIC", input),
};

/** An API that needs no credentials. */
export const none: SchemeOf<"none"> = {
  client: "end_user",
  issue: async () => ({ credentials: { type: "NONE" }, expiresAt: null, kept: {} }),
};

/** The only registered client. */
export const CLIENT = { id: "lab-client", secret: "lab-secret", name: "Demo app" } as const;

export interface Person {
  id: string;
  name: string;
  email: string;
}

/** The accounts of the lab. They have no passwords: choosing one signs in. */
export const PEOPLE = {
  ada: { id: "lab_user_ada", name: "Ada Lovelace", email: "ada@example.com" },
  grace: { id: "lab_user_grace", name: "Grace Hopper", email: "grace@example.com" },
  alan: { id: "lab_user_alan", name: "Alan Turing", email: "alan@example.com" },
} as const satisfies Record<string, Person>;

export type PersonKey = keyof typeof PEOPLE;
export const PERSON_KEYS = Object.keys(PEOPLE) as [PersonKey, ...PersonKey[]];

/** Returns the demo account with this key, or null. */
export function personOf(key: string | null): Person | null {
  return PERSON_KEYS.includes(key as PersonKey) ? PEOPLE[key as PersonKey] : null;
}

/** The scopes, with their text on the consent page. */
export const SCOPES: Record<string, string> = {
  profile: "See your name",
  email: "See your email address",
  read: "Read your notes",
  write: "Create and edit your notes",
  offline_access: "Keep access when you aren't using the app",
};
export const DEFAULT_SCOPE = "profile email";

/** The account of the API key and of the username and password. */
export const KEY_OWNER = PEOPLE.ada;
export const BASIC_USER = "ada";

/** How the API responds to a test credential, by the last part of `lab_key_…` or `lab_pass_…`. */
export const CREDENTIAL_FATES = ["valid", "revoked", "limited", "down"] as const;
export type CredentialFate = (typeof CREDENTIAL_FATES)[number];

/** How the API responds to a credential. Null: it isn't one of the lab's. */
export function fateOf(prefix: "lab_key_" | "lab_pass_", credential: string): CredentialFate | null {
  return CREDENTIAL_FATES.find((fate) => credential === `${prefix}${fate}`) ?? null;
}

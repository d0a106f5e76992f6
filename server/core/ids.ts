import { randomBytes, randomUUID } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** What an id names. The prefix makes a pasted id tell its kind. */
export type IdPrefix =
  | "usr"
  | "team"
  | "inv"
  | "mail"
  | "key"
  | "int"
  | "cb"
  | "ses"
  | "att"
  | "conn"
  | "late"
  | "whk"
  | "whe"
  | "evt"
  | "dlv"
  | "op"
  | "msg"
  | "aud"
  | "req";

/** Makes a new id: the prefix, an underscore, 100 random bits as 20 lower-case base32 characters. */
export function newId(prefix: IdPrefix): string {
  let text = "";
  for (const byte of randomBytes(20)) text += ALPHABET[byte & 31];
  return `${prefix}_${text}`;
}

/** Makes a UUID v4, the form of environment ids and of connection ids nobody chose. */
export function newUuid(): string {
  return randomUUID();
}

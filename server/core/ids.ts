import { randomFillSync, randomUUID } from "node:crypto";

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

const ID_LENGTH = 20;
/** Random bytes for many ids at once: asking for each id's own costs more than all the rest of a request's bookkeeping. */
const pool = new Uint8Array(ID_LENGTH * 200);
let used = pool.length;

function nextBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_LENGTH;
  return pool.subarray(used - ID_LENGTH, used);
}

/** Makes a new id: the prefix, an underscore, 100 random bits as 20 lower-case base32 characters. */
export function newId(prefix: IdPrefix): string {
  let text = "";
  for (const byte of nextBytes()) text += ALPHABET[byte & 31];
  return `${prefix}_${text}`;
}

/** Makes a UUID v4, the form of environment ids and of connection ids nobody chose. */
export function newUuid(): string {
  return randomUUID();
}

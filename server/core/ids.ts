import { randomFillSync, randomUUID } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The kind of object. The prefix shows what a pasted ID refers to. */
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
/** Random bytes for many IDs, because getting them for each ID is slow. */
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

/** Creates a new ID: the prefix, an underscore, 100 random bits as 20 lower-case base32 characters. */
export function newId(prefix: IdPrefix): string {
  let text = "";
  for (const byte of nextBytes()) text += ALPHABET[byte & 31];
  return `${prefix}_${text}`;
}

/** Creates a UUID v4, used for environment IDs and for connection IDs that the caller did not choose. */
export function newUuid(): string {
  return randomUUID();
}

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** The first byte of every box. A new layout gets a new number, and old layouts stay readable. */
const FORMAT_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/** A box that was cut, altered, copied elsewhere, or sealed with another key. The message has no more detail. */
export class SealError extends Error {
  constructor(reason: string) {
    super(`A sealed value can't be opened: ${reason}.`);
    this.name = "SealError";
  }
}

/** A data key and its UUID. */
export interface SealingKey {
  id: string;
  key: Uint8Array;
}

/** The place a secret belongs to. A box can only be opened for the same place. */
export interface Owner {
  environmentId: string;
  table: string;
  rowId: string;
  field: string;
}

/** Additional data (NIST SP 800-38D): format | environment | table | row | field | key id. */
function additionalData(owner: Owner, keyId: string): Buffer {
  return Buffer.from([FORMAT_VERSION, owner.environmentId, owner.table, owner.rowId, owner.field, keyId].join("|"));
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

/** Reads the id of the data key a box was sealed with. @throws SealError when it is not a box. */
export function keyIdOf(box: Uint8Array): string {
  if (box.length < HEADER_BYTES) throw new SealError("it is too short");
  if (box[0] !== FORMAT_VERSION) throw new SealError(`format ${box[0]} is unknown`);
  const hex = Buffer.from(box.buffer, box.byteOffset + 1, KEY_ID_BYTES).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Encrypts with AES-256-GCM under a random 96-bit nonce. Layout: version, key id, nonce, tag, ciphertext. */
export function sealWith({ id, key }: SealingKey, plaintext: Uint8Array, owner: Owner): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(owner, id));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return new Uint8Array(
    Buffer.concat([Buffer.of(FORMAT_VERSION), uuidBytes(id), nonce, cipher.getAuthTag(), ciphertext]),
  );
}

/** Opens a box. @throws SealError when any bit, the owner or the key differs. */
export function openWith({ id, key }: SealingKey, box: Uint8Array, owner: Owner): Buffer {
  if (keyIdOf(box) !== id) throw new SealError("it was sealed with another key");
  const nonceAt = 1 + KEY_ID_BYTES;
  const tagAt = nonceAt + NONCE_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(nonceAt, tagAt), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(owner, id));
  decipher.setAuthTag(box.subarray(tagAt, HEADER_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(HEADER_BYTES)), decipher.final()]);
  } catch {
    throw new SealError("it was altered, or belongs to another record");
  }
}

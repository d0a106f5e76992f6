import { createPrivateKey, type KeyObject } from "node:crypto";

/** A key that cannot be used. Holds no part of it. */
export class AssertionKeyError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The private key cannot be used: ${reason}. Copy it again, whole.`, options);
    this.name = "AssertionKeyError";
  }
}

const FRAME = /-----BEGIN ([A-Z ]+)-----([\s\S]+?)-----END \1-----/;

/** A key file as it is meant: pasted into one line, or with its line breaks written as `\n`, it is still the same key. */
function framed(text: string): string {
  const [, label, inner] = FRAME.exec(text.replaceAll("\\n", "\n")) ?? [];
  if (label === undefined || inner === undefined) throw new AssertionKeyError("it has no BEGIN and END lines");
  const lines = inner.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** Reads a private key in PEM: PKCS#8, PKCS#1 or SEC 1. @throws AssertionKeyError */
export function readPrivateKey(pem: string): KeyObject {
  const text = framed(pem);
  try {
    return createPrivateKey(text);
  } catch (cause) {
    const isLocked = /ENCRYPTED/.test(text);
    throw new AssertionKeyError(isLocked ? "it is locked by a password" : "it is not a private key in PEM", { cause });
  }
}

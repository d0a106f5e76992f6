import { createPrivateKey, type KeyObject } from "node:crypto";
import { framedBlocks } from "./pem";

/** A key that cannot be used. Holds no part of it. */
export class AssertionKeyError extends Error {
  constructor(reason: string, { cause, advice = "Copy it again, whole." }: ErrorOptions & { advice?: string } = {}) {
    super(`The private key cannot be used: ${reason}. ${advice}`, { cause });
    this.name = "AssertionKeyError";
  }
}

/** Reads a private key in PEM: PKCS#8, PKCS#1 or SEC 1. @throws AssertionKeyError */
export function readPrivateKey(pem: string): KeyObject {
  const blocks = framedBlocks(pem);
  // Key files may begin with something else: a certificate, or the parameters of a curve.
  const text = blocks.find((block) => block.includes("PRIVATE KEY-----")) ?? blocks[0];
  if (text === undefined) throw new AssertionKeyError("it has no BEGIN and END lines");
  try {
    return createPrivateKey(text);
  } catch (cause) {
    const isLocked = /ENCRYPTED/.test(text);
    throw new AssertionKeyError(isLocked ? "it is locked by a password" : "it is not a private key in PEM", { cause });
  }
}

import { createPrivateKey, type KeyObject } from "node:crypto";
import { framedBlocks } from "./pem";

type SimpleProblem =
  | "key.no_frame"
  | "key.locked"
  | "key.not_private_key"
  | "key.certificate_not_pem"
  | "key.certificate_mismatch"
  | "key.thumbprint"
  | "key.not_p256"
  | "key.not_ed25519"
  | "key.shared_secret";

/** What is wrong with a key: the code of a message, and its parameters. */
export type KeyProblem =
  | { code: SimpleProblem; params: Record<never, never> }
  | { code: "key.certificate_expired"; params: { expiredAt: string } }
  | { code: "key.not_rsa"; params: { algorithm: string } }
  | { code: "key.rsa_too_short"; params: { algorithm: string; bits: number } };

/** A key that can't be used. The message has no part of the key. */
export class AssertionKeyError extends Error {
  readonly problem: KeyProblem;

  constructor(problem: SimpleProblem | KeyProblem, { cause }: ErrorOptions = {}) {
    const known = typeof problem === "string" ? { code: problem, params: {} } : problem;
    super(`The key can't be used (${known.code}).`, { cause });
    this.name = "AssertionKeyError";
    this.problem = known;
  }
}

/** Reads a PEM private key: PKCS#8, PKCS#1 or SEC 1. @throws AssertionKeyError */
export function readPrivateKey(pem: string): KeyObject {
  const blocks = framedBlocks(pem);
  // Key files may start with something else: a certificate, or the parameters of a curve.
  const text = blocks.find((block) => block.includes("PRIVATE KEY-----")) ?? blocks[0];
  if (text === undefined) throw new AssertionKeyError("key.no_frame");
  try {
    return createPrivateKey(text);
  } catch (cause) {
    throw new AssertionKeyError(/ENCRYPTED/.test(text) ? "key.locked" : "key.not_private_key", { cause });
  }
}

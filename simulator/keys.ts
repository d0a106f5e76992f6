import { createHash, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { selfSigned } from "./certificate";

/** A key pair, private key in PEM. */
export interface Pair {
  pem: string;
  publicKey: KeyObject;
}

/** The key pairs of one run, two of each kind: the right one and a wrong one. */
export interface Keys {
  rsa: [Pair, Pair];
  ec: [Pair, Pair];
  ed: [Pair, Pair];
  /** Self-signed certificates of the two RSA pairs. */
  certificates: [string, string];
  /** SHA-1 of the first certificate in hex, as consoles show it. */
  thumbprint: string;
}

type Generated = { privateKey: KeyObject; publicKey: KeyObject };

function pairOf({ privateKey, publicKey }: Generated): Pair {
  return { pem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), publicKey };
}

/** Creates the keys of a run. */
export function makeKeys(): Keys {
  const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ec = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ed = () => generateKeyPairSync("ed25519");
  const own = rsa();
  const other = rsa();
  const certificate = selfSigned(own, "stage.example");
  return {
    rsa: [pairOf(own), pairOf(other)],
    ec: [pairOf(ec()), pairOf(ec())],
    ed: [pairOf(ed()), pairOf(ed())],
    certificates: [certificate, selfSigned(other, "other.example")],
    thumbprint: createHash("sha1").update(new X509Certificate(certificate).raw).digest("hex").toUpperCase(),
  };
}

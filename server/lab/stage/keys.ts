import { createHash, generateKeyPairSync, type KeyObject, sign, X509Certificate } from "node:crypto";

/** A key pair, private half in PEM. */
export interface Pair {
  pem: string;
  publicKey: KeyObject;
}

/** The key pairs of one run. Of each kind there are two: the right one, and one of somebody else. */
export interface Keys {
  rsa: [Pair, Pair];
  ec: [Pair, Pair];
  ed: [Pair, Pair];
  /** Self-signed, of the first RSA pair. */
  certificate: string;
  /** SHA-1 of the certificate in hex, as consoles show it. */
  thumbprint: string;
}

type Generated = { privateKey: KeyObject; publicKey: KeyObject };

function pairOf({ privateKey, publicKey }: Generated): Pair {
  return { pem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), publicKey };
}

/** Makes them. */
export function makeKeys(): Keys {
  const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ec = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ed = () => generateKeyPairSync("ed25519");
  const own = rsa();
  const certificate = selfSigned(own);
  return {
    rsa: [pairOf(own), pairOf(rsa())],
    ec: [pairOf(ec()), pairOf(ec())],
    ed: [pairOf(ed()), pairOf(ed())],
    certificate,
    thumbprint: createHash("sha1").update(new X509Certificate(certificate).raw).digest("hex").toUpperCase(),
  };
}

/** One element of DER (X.690 §8.1). */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const bytes = (...values: number[]) => Buffer.from(values);
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

/** A certificate that its own key signed (RFC 5280 §4.1), good for a day. */
function selfSigned({ privateKey, publicKey }: Generated): string {
  const sha256WithRsa = der(0x30, der(0x06, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b)), der(0x05));
  const commonName = der(0x30, der(0x06, bytes(0x55, 0x04, 0x03)), der(0x0c, Buffer.from("stage.example")));
  const name = der(0x30, der(0x31, commonName));
  const validity = der(0x30, time(new Date(Date.now() - 3_600_000)), time(new Date(Date.now() + 86_400_000)));
  const publicDer = publicKey.export({ type: "spki", format: "der" });
  const body = der(0x30, der(0x02, bytes(1)), sha256WithRsa, name, validity, name, publicDer);
  const signature = der(0x03, bytes(0), sign("sha256", body, privateKey));
  const text =
    der(0x30, body, sha256WithRsa, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...text, "-----END CERTIFICATE-----", ""].join("\n");
}

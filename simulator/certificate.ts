import { type KeyObject, sign } from "node:crypto";

/** One element of DER (X.690 §8.1). */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const bytes = (...values: number[]) => Buffer.from(values);
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

/**
 * A self-signed certificate (RFC 5280 §4.1), in PEM.
 * @param life start and end, in milliseconds from now. Default: from one hour ago, for one day.
 */
export function selfSigned(
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
  commonName: string,
  life: [number, number] = [-3_600_000, 86_400_000],
): string {
  const sha256WithRsa = der(0x30, der(0x06, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b)), der(0x05));
  const naming = der(0x30, der(0x06, bytes(0x55, 0x04, 0x03)), der(0x0c, Buffer.from(commonName)));
  const name = der(0x30, der(0x31, naming));
  const validity = der(0x30, ...life.map((ms) => time(new Date(Date.now() + ms))));
  const publicDer = publicKey.export({ type: "spki", format: "der" });
  const body = der(0x30, der(0x02, bytes(1)), sha256WithRsa, name, validity, name, publicDer);
  const signature = der(0x03, bytes(0), sign("sha256", body, privateKey));
  const text =
    der(0x30, body, sha256WithRsa, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...text, "-----END CERTIFICATE-----", ""].join("\n");
}

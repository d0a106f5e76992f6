import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { describe, expect, it } from "vitest";
import { selfSigned } from "@/simulator/certificate";
import { clientCertificate } from "./client-certificate";
import { AssertionKeyError } from "./private-key";

const PAIR = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = PAIR.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const CERT = selfSigned(PAIR, "client");
const ISSUER = selfSigned(generateKeyPairSync("rsa", { modulusLength: 2048 }), "issuer");
const OTHER_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const NOW = Date.now();

describe("a client certificate as people paste it", () => {
  it.each([
    ["unchanged", CERT, KEY],
    ["on one line", CERT.replaceAll("\n", " "), KEY.replaceAll("\n", " ")],
    ["with breaks written as \\n", CERT.replaceAll("\n", "\\n"), KEY.replaceAll("\n", "\\n")],
    ["with Windows line endings", CERT.replaceAll("\n", "\r\n"), KEY.replaceAll("\n", "\r\n")],
    ["with text around it", `Bag Attributes\n${CERT}`, `Key Attributes\n${KEY}`],
    ["in one file with its key", `${CERT}${KEY}`, `${CERT}${KEY}`],
  ])("is accepted %s", (_how, cert, key) => {
    const shown = clientCertificate(cert, key, NOW);
    expect(() => createSecureContext(shown)).not.toThrow();
    expect(shown.cert).toBe(CERT);
  });

  it("keeps its chain in order", () => {
    const { cert } = clientCertificate(`${CERT}\n${ISSUER}`, KEY, NOW);
    expect(cert).toBe(CERT + ISSUER);
  });

  const { validTo } = new X509Certificate(CERT);
  it.each([
    ["with another certificate's key", CERT, OTHER_KEY, NOW, "key.certificate_mismatch"],
    ["that has expired", CERT, KEY, Date.parse(validTo), "key.certificate_expired"],
    ["that is cut off", CERT.slice(0, 300), KEY, NOW, "key.certificate_not_pem"],
    ["that is a key", KEY, KEY, NOW, "key.certificate_not_pem"],
    ["whose key is a certificate", CERT, CERT, NOW, "key.not_private_key"],
    ["that is empty", "", KEY, NOW, "key.certificate_not_pem"],
  ])("%s is rejected with a code and no part of it", (...[, cert, key, now, code]) => {
    const read = () => clientCertificate(cert, key, now);
    expect(read).toThrow(AssertionKeyError);
    expect(read).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) }));
    try {
      read();
    } catch (error) {
      for (const line of `${cert}${key}`.split("\n").filter((text) => text.length > 30 && !text.startsWith("-----")))
        expect(String(error)).not.toContain(line);
    }
  });
});

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { selfSigned } from "@/simulator/certificate";
import { createOutbound, type Outbound, type OutboundInit } from "./outbound";

function certified(commonName: string) {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { cert: selfSigned(pair, commonName), key };
}

const SERVER = certified("mtls.example");
const CLIENT = certified("client-one");
const OTHER = certified("client-two");
const STRANGER = certified("stranger");

/** Returns the client it sees in the handshake. It accepts two clients, and requires a certificate. */
const server = createServer(
  { ...SERVER, requestCert: true, rejectUnauthorized: true, ca: [CLIENT.cert, OTHER.cert] },
  (request, response) => {
    if (request.url === "/moved") response.writeHead(302, { location: "https://mtls.example/elsewhere" });
    response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN);
  },
);
let url: string;
let door: Outbound;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `mtls.example:${(server.address() as AddressInfo).port}`;
  url = `https://${host}/`;
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  door = createOutbound({ allow: [host], resolve, authorities: [SERVER.cert] });
});
afterAll(async () => {
  await door.close();
  server.closeAllConnections();
  server.close();
});

const seen = async (init: OutboundInit = {}) => (await door.fetch(url, init)).text();

describe("a client certificate (RFC 8705 §2)", () => {
  it("is sent in the handshake", async () => {
    expect(await seen({ clientCertificate: CLIENT })).toBe("client-one");
  });

  it("is only sent by its own call, even with concurrent calls", async () => {
    const both = Array.from({ length: 10 }, (_, index) => (index % 2 ? CLIENT : OTHER));
    const answers = await Promise.all(both.map((clientCertificate) => seen({ clientCertificate })));
    expect(answers).toEqual(both.map((shown) => (shown === CLIENT ? "client-one" : "client-two")));
    await expect(seen()).rejects.toMatchObject({ kind: "network" });
  });

  it("is rejected when the server does not trust it", async () => {
    await expect(seen({ clientCertificate: STRANGER })).rejects.toMatchObject({ kind: "network" });
  });

  it("is not sent to a redirect target", async () => {
    const answer = await door.fetch(`${url}moved`, { clientCertificate: CLIENT, maxRedirects: 3 });
    expect(answer.status).toBe(302);
  });

  it("is not sent to an untrusted server", async () => {
    const strict = createOutbound({
      allow: ["mtls.example"],
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    await expect(strict.fetch(url, { clientCertificate: CLIENT })).rejects.toMatchObject({
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    await strict.close();
  });
});

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";

/** A received webhook. */
interface Call {
  headers: IncomingHttpHeaders;
  /** The exact text that was signed. */
  body: string;
}

/** The body of an `auth` webhook. */
export interface AuthEvent {
  type: string;
  operation: string;
  success: boolean;
  connectionId: string;
  providerConfigKey: string;
  endUser?: { endUserId: string };
}

/** Starts a server that receives webhooks, on a free loopback port. */
export async function startReceiver() {
  const calls: Call[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    calls.push({ headers: request.headers, body });
    response.writeHead(status).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    /** Sets its response from now on. */
    answer: (next: number) => {
      status = next;
    },
    /** Waits for the next webhook and verifies it in both supported ways. */
    next: async (signingKey: string, { alsoSignedBy }: { alsoSignedBy?: string } = {}): Promise<AuthEvent> => {
      await expect.poll(() => calls.length, { message: "a webhook arrives" }).toBeGreaterThan(0);
      const call = calls.shift();
      if (!call) throw new Error("Another caller took the webhook");
      if (alsoSignedBy) verifyStandard(call, alsoSignedBy);
      expect(call.headers["x-nango-hmac-sha256"]).toBe(
        createHmac("sha256", signingKey).update(call.body).digest("hex"),
      );
      return verifyStandard(call, signingKey);
    },
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Verifies a webhook. @throws WebhookVerificationError when no signature is from this key. */
function verifyStandard({ body, headers }: Call, signingKey: string): AuthEvent {
  return new Webhook(signingKey).verify(body, headers as Record<string, string>) as AuthEvent;
}

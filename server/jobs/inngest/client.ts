import type { Inngest } from "inngest";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";

/** Timeout of one call to Inngest's API. The SDK retries an event when a call fails. */
const TIMEOUT_MS = 5_000;

/** Returns the Inngest client. Loads the package on first use, to save memory in processes without Inngest. */
export async function inngestClient(): Promise<Inngest> {
  const { Inngest } = await import("inngest");
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL, INNGEST_DEV } = env();
  return new Inngest({
    id: "keyhold",
    isDev: INNGEST_DEV,
    logger: log(),
    fetch: (url, init) => fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...init }),
    ...(INNGEST_EVENT_KEY && { eventKey: INNGEST_EVENT_KEY }),
    ...(INNGEST_SIGNING_KEY && { signingKey: INNGEST_SIGNING_KEY }),
    ...(INNGEST_BASE_URL && { baseUrl: INNGEST_BASE_URL }),
  });
}

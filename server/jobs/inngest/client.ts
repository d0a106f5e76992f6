import type { Inngest } from "inngest";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";

/** For one call of Inngest's API. The SDK tries an event again when a call fails. */
const TIMEOUT_MS = 5_000;

/** The client of this instance. The package is loaded here: a process that does not use Inngest stays small. */
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

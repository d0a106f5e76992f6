import { afterAll } from "vitest";
import { startServer } from "@/server/net/testing/servers";

/** An event that the event API received. */
export interface SentEvent {
  id: string;
  name: string;
  data: Record<string, string>;
  ts: number;
}

type Behaviour = "accepts" | "refuses" | "hangs";

/** Plays Inngest's event API. */
export interface EventApi {
  url: string;
  /** The event key that each call used. */
  keys: string[];
  /** Removes and returns the events of an environment, oldest first. */
  take(environmentId: string): SentEvent[];
  /** Sets how it responds from now on. */
  behave(how: Behaviour): void;
}

/** Starts an event API on a free loopback port, until the test file ends. */
export async function startEventApi(): Promise<EventApi> {
  let events: SentEvent[] = [];
  let behaviour: Behaviour = "accepts";
  const keys: string[] = [];
  const server = await startServer(async (request, response) => {
    const sent: SentEvent[] = JSON.parse(Buffer.concat(await request.toArray()).toString());
    if (behaviour === "hangs") return;
    if (behaviour === "refuses") return response.writeHead(503).end();
    keys.push(request.url?.replace("/e/", "") ?? "");
    events.push(...sent);
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ ids: sent.map(({ id }) => id), status: 200 }));
  });
  afterAll(() => server.close());
  const take = (environmentId: string) => {
    const taken = events.filter(({ data }) => data.environmentId === environmentId);
    events = events.filter((event) => !taken.includes(event));
    return taken;
  };
  const behave = (how: Behaviour) => {
    behaviour = how;
  };
  return { url: server.url, keys, take, behave };
}

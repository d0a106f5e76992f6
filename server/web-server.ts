import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { isRestPath } from "@/server/rest/paths";

/** Longer than the usual minute of load balancers, so that it is never us who close a connection they are about to use. */
const KEEP_ALIVE_MS = 65_000;
const SWEEP_MS = 100;
/** Answered by the REST API even before the database and the pages are ready. */
const PROBES = new Set(["/health", "/ready"]);

interface WebParts {
  rest: RequestListener;
  pages: RequestListener;
  /** Resolves when database and pages are ready; requests wait for it. */
  started: Promise<unknown>;
}

/** The HTTP server of the web process: the REST API in front, the pages behind. */
export function webServer({ rest, pages, started }: WebParts): Server {
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const path = pathOf(request);
    if (path === null || isWebSocket(request)) return refuse(request, response);
    const answer = isRestPath(path) ? rest : pages;
    if (PROBES.has(path)) return answer(request, response);
    void started.then(
      () => answer(request, response),
      () => response.writeHead(503).end(),
    );
  });
}

/** The path of a request, or null for the forms that only proxies take: `GET http://…`, `OPTIONS *`. */
function pathOf({ url = "" }: IncomingMessage): string | null {
  if (!url.startsWith("/")) return null;
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket";
}

/** No proxy and no WebSocket here: what looks like either never reaches a handler (CVE-2026-44578). */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(400, { connection: "close" }).end(() => request.destroy());
}

/** Stops listening, waits for the requests under way, cuts what is left after the time limit. */
export function stopServing(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve();
    });
  });
}

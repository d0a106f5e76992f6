// The self-hosted web process: the REST API, and Next's pages behind it.
import { createServer, type RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { handOverBuiltConfig } from "@/server/built-config";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";
import { closePool } from "@/server/db";
import { sendAnnouncements } from "@/server/jobs/inngest/announcements";
import { prepareDatabase } from "@/server/prepare-database";
import { rest } from "@/server/rest/app";
import { stopRequested } from "@/server/stop-signal";
import { stopServing, webServer } from "@/server/web-server";

const DRAIN_MS = 30_000;
const { PORT, KEYHOLD_HOST } = env();

/** Next, loaded for the first page: a process that serves the REST API alone stays small. See docs/decisions/0007. */
async function loadPages(): Promise<RequestListener> {
  handOverBuiltConfig(process.cwd());
  const { default: next } = await import("next");
  // Next attaches its WebSocket upgrade handler to this server, which never listens.
  const httpServer = createServer();
  const app = next({ dev: false, dir: process.cwd(), port: PORT, hostname: "localhost", httpServer, quiet: true });
  await app.prepare();
  const serve = app.getRequestHandler();
  return (request, response) => void serve(request, response);
}

let loading: Promise<RequestListener> | undefined;
const pages: RequestListener = (request, response) => {
  loading ??= loadPages();
  loading.then(
    (serve) => serve(request, response),
    (error: unknown) => {
      loading = undefined;
      log().error({ err: error }, "the pages cannot be loaded");
      response.writeHead(503).end();
    },
  );
};

const started = Promise.all([prepareDatabase(), sendAnnouncements()]);
const server = webServer({ rest: getRequestListener(rest.fetch), pages, started });

function fail(error: unknown): void {
  log().fatal({ err: error }, "the web process cannot start");
  process.exit(1);
}

server.once("error", fail);
server.listen(PORT, KEYHOLD_HOST);
started.then(() => process.send?.("ready"), fail);

await stopRequested();
await stopServing(server, DRAIN_MS);
await closePool();
process.exit(0);

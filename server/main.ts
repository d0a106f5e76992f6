// The self-hosted web process: the REST API, and Next's pages behind it.
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";
import { closePool } from "@/server/db";
import { prepareDatabase } from "@/server/prepare-database";
import { rest } from "@/server/rest/app";
import { stopRequested } from "@/server/stop-signal";
import { stopServing, webServer } from "@/server/web-server";

const DRAIN_MS = 30_000;
const { PORT, KEYHOLD_HOST } = env();

// Next would take WebSocket upgrades of the server it is given; this one never listens.
const app = next({
  dev: false,
  dir: process.cwd(),
  port: PORT,
  hostname: "localhost",
  httpServer: createServer(),
  quiet: true,
});
const pages = app.getRequestHandler();
const started = Promise.all([prepareDatabase(), app.prepare()]);
const server = webServer({
  rest: getRequestListener(rest.fetch),
  pages: (request, response) => void pages(request, response),
  started,
});

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

import path from "node:path";
import { startPostgres } from "../postgres.mjs";

/**
 * Starts the embedded Postgres and keeps it up: it is started again when it dies.
 *
 * @returns `{ url, isNew, stop() }`.
 */
export async function keepPostgres({ dataDir, say, fail }) {
  let isStopping = false;
  let server = await startPostgres({ dataDir });
  if (!server.folder.startsWith(dataDir + path.sep)) {
    say(`Only root may enter the checkout, so Postgres keeps its data in ${server.folder}.`);
  }
  const { url, isNew } = server;
  const watch = () =>
    server.exited
      .then(async () => {
        if (isStopping) return;
        say("Postgres ended and is started again.");
        server = await startPostgres({ dataDir });
        if (server.url !== url) throw new Error("Postgres came back on another port.");
        void watch();
      }, fail)
      .catch(fail);
  void watch();
  return {
    url,
    isNew,
    stop: async () => {
      isStopping = true;
      await server.stop();
    },
  };
}

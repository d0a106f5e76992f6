import path from "node:path";
import { startPostgres } from "../postgres/start";

interface KeepOptions {
  dataDir: string;
  say(line: string): void;
  /** Called with what went wrong when it cannot be restarted. */
  fail(error: unknown): void;
}

/** The embedded Postgres while it is kept running. */
export interface KeptPostgres {
  url: string;
  /** It was created now. */
  isNew: boolean;
  stop(): Promise<void>;
}

/** Starts the embedded Postgres, and restarts it when it ends. */
export async function keepPostgres({ dataDir, say, fail }: KeepOptions): Promise<KeptPostgres> {
  let isStopping = false;
  let server = await startPostgres({ dataDir });
  if (!server.folder.startsWith(dataDir + path.sep)) {
    say(`Only root may enter the checkout, so Postgres keeps its data in ${server.folder}.`);
  }
  const { url, isNew } = server;
  const watch = (): Promise<void> =>
    server.exited
      .then(async () => {
        if (isStopping) return;
        say("Postgres ended and is restarted.");
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

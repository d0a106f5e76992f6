import path from "node:path";
import { startPostgres } from "../postgres/start";

interface KeepOptions {
  dataDir: string;
  say(line: string): void;
  /** Called with the error when it can't be restarted. */
  fail(error: unknown): void;
}

/** A supervised embedded Postgres. */
export interface KeptPostgres {
  url: string;
  /** Whether this start created it. */
  isNew: boolean;
  stop(): Promise<void>;
}

/** Starts the embedded Postgres, and restarts it when it exits. */
export async function keepPostgres({ dataDir, say, fail }: KeepOptions): Promise<KeptPostgres> {
  let isStopping = false;
  let server = await startPostgres({ dataDir });
  if (!server.folder.startsWith(dataDir + path.sep)) {
    say(`Only root can access the checkout, so Postgres stores its data in ${server.folder}.`);
  }
  const { url, isNew } = server;
  const watch = (): Promise<void> =>
    server.exited
      .then(async () => {
        if (isStopping) return;
        say("Postgres exited. Restarting it.");
        server = await startPostgres({ dataDir });
        if (server.url !== url) throw new Error("Postgres restarted on another port.");
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

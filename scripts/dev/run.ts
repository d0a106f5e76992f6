import { build } from "../build/build";
import { prepareDatabase } from "../build/prepare-database";
import { GENERATE } from "../build/steps";
import { readSettings } from "../lib/settings";
import { keepPostgres } from "../start/database";
import { claimInstance } from "../start/instance";
import { serviceEnv } from "../start/service-env";
import { untilStopped } from "../start/until-stopped";
import { restartable } from "./restartable";
import { watchSources } from "./watch-sources";
import { watchWorker } from "./watch-worker";

const NEXT = "node_modules/next/dist/bin/next";

/** Runs `npm run dev` on the data of `npm start`. Stops what it started in reverse order. */
export async function dev(say: (line: string) => void): Promise<void> {
  await untilStopped(async ({ onStop, fail }) => {
    const settings = readSettings();
    onStop(await claimInstance(settings));
    const postgres = settings.isEmbedded ? await keepPostgres({ dataDir: settings.dataDir, say, fail }) : null;
    if (postgres) onStop(postgres.stop);
    await build(GENERATE, say);
    const env = { ...serviceEnv(settings, postgres), NODE_ENV: "development", PORT: String(settings.port) };
    // Migrations must run before the first request.
    await prepareDatabase(env);
    say(`Keyhold is starting at ${settings.publicUrl}. Press Ctrl-C to stop it.`);
    // Without a command, Next runs `dev` on PORT.
    const web = restartable({ name: "web", file: NEXT, env, write: say });
    onStop(web.stop);
    await web.restart();
    const worker = await watchWorker({ env, say });
    onStop(worker.stop);
    // Both keep the catalog and the database client in memory.
    onStop(watchSources({ say, onChange: () => void Promise.all([web.restart(), worker.restart()]) }));
  });
}

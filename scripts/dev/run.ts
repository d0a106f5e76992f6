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

/** Everything `npm run dev` does, in order, on the data of `npm start`. Whatever was started is stopped again, last first. */
export async function dev(say: (line: string) => void): Promise<void> {
  await untilStopped(async ({ onStop, fail }) => {
    const settings = readSettings();
    onStop(await claimInstance(settings));
    const postgres = settings.isEmbedded ? await keepPostgres({ dataDir: settings.dataDir, say, fail }) : null;
    if (postgres) onStop(postgres.stop);
    await build(GENERATE, say);
    const env = { ...serviceEnv(settings, postgres), NODE_ENV: "development", PORT: String(settings.port) };
    // Migrations come before the first request.
    await prepareDatabase(env);
    say(`Keyhold starts at ${settings.publicUrl}. Ctrl-C stops it.`);
    // Without a command Next runs `dev`, on PORT.
    const web = restartable({ name: "web", file: NEXT, env, write: say });
    onStop(web.stop);
    await web.restart();
    const worker = await watchWorker({ env, say });
    onStop(worker.stop);
    // Both keep the catalog and the database client in memory.
    onStop(watchSources({ say, onChange: () => void Promise.all([web.restart(), worker.restart()]) }));
  });
}

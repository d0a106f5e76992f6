import { build } from "../build/build.mjs";
import { prepareDatabase } from "../build/prepare-database.mjs";
import { GENERATE } from "../build/steps.mjs";
import { readSettings } from "../lib/settings.mjs";
import { keepPostgres } from "../start/database.mjs";
import { claimInstance } from "../start/instance.mjs";
import { serviceEnv } from "../start/service-env.mjs";
import { untilStopped } from "../start/until-stopped.mjs";
import { restartable } from "./restartable.mjs";
import { watchSources } from "./watch-sources.mjs";
import { watchWorker } from "./watch-worker.mjs";

const NEXT = "node_modules/next/dist/bin/next";

/** Everything `npm run dev` does, in order, on the data of `npm start`. Whatever was started is stopped again, last first. */
export async function dev(say) {
  await untilStopped(async ({ onStop, fail }) => {
    const settings = await readSettings();
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

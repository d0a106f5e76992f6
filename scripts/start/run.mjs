import path from "node:path";
import { build } from "../build/build.mjs";
import { BUILD } from "../build/steps.mjs";
import { installMissing } from "../lib/install.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { ROOT } from "../lib/root.mjs";
import { readSettings } from "../lib/settings.mjs";
import { keepPostgres } from "./database.mjs";
import { claimInstance } from "./instance.mjs";
import { serviceEnv } from "./service-env.mjs";
import { keepRunning, startService } from "./services.mjs";
import { untilStopped } from "./until-stopped.mjs";

/** Everything `npm start` does, in order. Whatever was started is stopped again, last first. */
export async function start({ isQuiet }) {
  const say = isQuiet ? () => {} : (line) => process.stdout.write(`${line}\n`);
  const write = (line) => (isQuiet ? process.stderr : process.stdout).write(`${line}\n`);
  await installMissing({ say, isQuiet });
  await untilStopped(async ({ onStop, fail }) => {
    const settings = await readSettings();
    onStop(await claimInstance(settings));
    tellOfKeys(settings, say);
    const postgres = settings.isEmbedded ? await keepPostgres({ dataDir: settings.dataDir, say, fail }) : null;
    if (postgres) onStop(postgres.stop);
    await build(BUILD, say);
    const env = {
      ...serviceEnv(settings, postgres),
      NODE_ENV: "production",
      ...(isQuiet && { LOG_LEVEL: process.env.LOG_LEVEL ?? "error" }),
    };
    const web = startService({ name: "web", file: "dist/main.mjs", env, write });
    onStop(web.stop);
    void web.exited.then((how) => fail(new PlainError(`The web process ended (${how}). See its lines above.`)));
    await web.ready;
    onStop(keepRunning({ name: "worker", file: "dist/worker.mjs", env, write }));
    announce(settings, { isQuiet, isNew: postgres?.isNew || settings.madeKeys.length > 0 });
  });
}

function tellOfKeys({ madeKeys, dataDir }, say) {
  if (madeKeys.length === 0) return;
  const file = path.relative(ROOT, path.join(dataDir, "keys.env"));
  say(`Made ${madeKeys.join(" and ")} in ${file}. They seal the credentials in the database: keep a copy.`);
}

function announce({ publicUrl }, { isQuiet, isNew }) {
  if (isQuiet) return process.stdout.write(`${publicUrl}\n`);
  const next = isNew
    ? `Next: make your account at ${publicUrl}/sign-up; Getting started leads you from there.`
    : `Next: sign in at ${publicUrl}/sign-in; Getting started leads you through the rest.`;
  process.stdout.write(`\nKeyhold runs at ${publicUrl}\n${next}\nCtrl-C stops it.\n\n`);
}

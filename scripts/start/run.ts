import path from "node:path";
import { build } from "../build/build";
import { BUILD } from "../build/steps";
import { PlainError } from "../lib/plain-error.mjs";
import { ROOT } from "../lib/root.mjs";
import { readSettings, type Settings } from "../lib/settings";
import { keepPostgres } from "./database";
import { claimInstance } from "./instance";
import { serviceEnv } from "./service-env";
import { keepRunning, startService } from "./services";
import { untilStopped } from "./until-stopped";

/** Runs `npm start`. Stops what it started in reverse order. */
export async function start({ isQuiet }: { isQuiet: boolean }): Promise<void> {
  const write = (line: string) => void (isQuiet ? process.stderr : process.stdout).write(`${line}\n`);
  const say = isQuiet ? () => undefined : write;
  await untilStopped(async ({ onStop, fail }) => {
    const settings = readSettings();
    onStop(await claimInstance(settings));
    sayKeys(settings, say);
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
    void web.exited.then((how) => fail(new PlainError(`The web process exited (${how}). See its output above.`)));
    await web.ready;
    onStop(keepRunning({ name: "worker", file: "dist/worker.mjs", env, write }));
    announce(settings, { isQuiet, isNew: postgres?.isNew === true || settings.madeKeys.length > 0 });
  });
}

function sayKeys({ madeKeys, dataDir }: Settings, say: (line: string) => void): void {
  if (madeKeys.length === 0) return;
  const file = path.relative(ROOT, path.join(dataDir, "keys.env"));
  say(`Created ${madeKeys.join(" and ")} in ${file}. The file protects your credentials and sessions. Keep a copy.`);
}

function announce({ publicUrl }: Settings, { isQuiet, isNew }: { isQuiet: boolean; isNew: boolean }): void {
  if (isQuiet) return void process.stdout.write(`${publicUrl}\n`);
  const next = isNew
    ? `Next: create your account at ${publicUrl}/sign-up and follow Getting started.`
    : `Next: sign in at ${publicUrl}/sign-in and follow Getting started.`;
  process.stdout.write(`\nKeyhold is running at ${publicUrl}\n${next}\nPress Ctrl-C to stop it.\n\n`);
}

import path from "node:path";
import { describe, expect, it } from "vitest";
import { EnvSchema } from "@/server/core/env";
import { db, pool } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { checkDatabase } from "./check-database";
import { checkSettings } from "./check-settings";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const base = {
  DATABASE_URL: "postgres://user:canary-database@db.example/keyhold",
  KEYHOLD_KEYS: `k1:${Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString("base64")}`,
  NEXTAUTH_SECRET: "canary-nextauth-secret-with-32-characters",
};
const settings = (more: Record<string, string>) => checkSettings(EnvSchema.parse({ ...base, ...more }));
const find = async (name: string) =>
  (await checkDatabase(path.resolve("prisma/migrations"))).filter((one) => one.name === name);

describe("what the doctor says of the variables", () => {
  it("a laptop is well as it is", () => {
    expect(settings({})).toEqual([expect.objectContaining({ state: "ok" })]);
  });

  it("an instance with a public address that is not in production mode is warned of", () => {
    expect(settings({ KEYHOLD_PUBLIC_URL: "https://keyhold.example.com" })).toMatchObject([{ state: "warn" }]);
  });

  it.each([
    [{ KEYHOLD_PUBLIC_URL: "http://keyhold.example.com" }, "wrong", "not https"],
    [{ KEYHOLD_LAB: "1" }, "warn", "lab is on"],
    [{ KEYHOLD_STAGE_URL: "http://127.0.0.1:4000" }, "wrong", "KEYHOLD_STAGE_URL"],
  ])("production with %o is %s", (more, state, said) => {
    const found = settings({
      KEYHOLD_PRODUCTION: "1",
      KEYHOLD_PUBLIC_URL: "https://keyhold.example.com",
      SMTP_URL: "smtp://mail",
      ...more,
    });
    expect(found).toEqual([
      expect.objectContaining({ state, said: expect.stringContaining(said), mend: expect.any(String) }),
    ]);
  });

  it("no secret is said", () => {
    const text = JSON.stringify(
      settings({ KEYHOLD_PRODUCTION: "1", KEYHOLD_PUBLIC_URL: "http://x.example", SMTP_URL: "smtp://u:canary-mail@m" }),
    );
    expect(text).not.toMatch(/canary/);
  });
});

describe("what the doctor sees in the database", () => {
  it("a missing worker is wrong, one that lives is well", async () => {
    await db().workerHeartbeat.deleteMany();
    expect(await find("worker")).toMatchObject([{ state: "wrong", mend: expect.stringContaining("npm start") }]);
    await db().workerHeartbeat.create({ data: { id: "w", startedAt: new Date(), beatAt: new Date() } });
    expect(await find("worker")).toMatchObject([{ state: "ok", said: "1 at work" }]);
    await db().workerHeartbeat.deleteMany();
  });

  it("a migration that was not applied is wrong, and nothing else is looked at", async () => {
    const [last] = (
      await pool().query<{ name: string }>(`select max(migration_name) as name from "_prisma_migrations"`)
    ).rows;
    const change = (finished: string) =>
      pool().query(`update "_prisma_migrations" set finished_at = ${finished} where migration_name = $1`, [last?.name]);
    await change("null");
    expect(await find("migrations")).toMatchObject([{ state: "wrong" }]);
    expect(await find("worker")).toEqual([]);
    await change("now()");
    expect(await find("migrations")).toMatchObject([{ state: "ok" }]);
  });

  it("data keys that no key opens are wrong, by name", async () => {
    await pool().query(`update "DataKey" set "wrappedBy" = 'k-lost' where "environmentId" = $1`, [
      dev.ctx.environmentId,
    ]);
    expect(await find("keys")).toMatchObject([{ state: "wrong", said: expect.stringContaining('"k-lost"') }]);
    const [key] = (
      await pool().query<{ id: string }>(
        `select "wrappedBy" as id from "DataKey" where "wrappedBy" <> 'k-lost' limit 1`,
      )
    ).rows;
    await pool().query(`update "DataKey" set "wrappedBy" = $1 where "wrappedBy" = 'k-lost'`, [key?.id]);
    expect(await find("keys")).toMatchObject([{ state: "ok" }]);
  });

  it("a provider that refuses is named with what to do", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    await keyhold.call(`/connections/${connectionId}?provider_config_key=lab-oauth2&force_refresh=true`, {
      apiKey: dev.apiKey,
    });
    const found = await find("provider");
    expect(found).toMatchObject([
      {
        state: "warn",
        said: expect.stringContaining("last failure revoked_grant"),
        mend: expect.stringContaining("reconnect"),
      },
    ]);
  });
});

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

describe("checking the variables", () => {
  it("finds nothing wrong with a local instance", () => {
    expect(settings({})).toEqual([expect.objectContaining({ state: "ok" })]);
  });

  it("warns about a public address without production mode", () => {
    expect(settings({ KEYHOLD_PUBLIC_URL: "https://keyhold.example.com" })).toMatchObject([{ state: "warn" }]);
  });

  it.each([
    [{ KEYHOLD_PUBLIC_URL: "http://keyhold.example.com" }, "wrong", "not https"],
    [{ KEYHOLD_LAB: "1" }, "warn", "lab is on"],
    [{ KEYHOLD_STAGE_URL: "http://127.0.0.1:4000" }, "wrong", "KEYHOLD_STAGE_URL"],
  ])("reports production with %o as %s", (more, state, message) => {
    const found = settings({
      KEYHOLD_PRODUCTION: "1",
      KEYHOLD_PUBLIC_URL: "https://keyhold.example.com",
      SMTP_URL: "smtp://mail",
      ...more,
    });
    expect(found).toEqual([
      expect.objectContaining({ state, message: expect.stringContaining(message), fix: expect.any(String) }),
    ]);
  });

  it("reports no secret", () => {
    const text = JSON.stringify(
      settings({ KEYHOLD_PRODUCTION: "1", KEYHOLD_PUBLIC_URL: "http://x.example", SMTP_URL: "smtp://u:canary-mail@m" }),
    );
    expect(text).not.toMatch(/canary/);
  });
});

describe("checking the database", () => {
  it("reports a missing worker, and not a live one", async () => {
    await db().workerHeartbeat.deleteMany();
    expect(await find("worker")).toMatchObject([{ state: "wrong", fix: expect.stringContaining("npm start") }]);
    await db().workerHeartbeat.create({ data: { id: "w", startedAt: new Date(), beatAt: new Date() } });
    expect(await find("worker")).toMatchObject([{ state: "ok", message: "1 running" }]);
    await db().workerHeartbeat.deleteMany();
  });

  it("reports a missing migration and skips the other checks", async () => {
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

  it("reports data keys that no key opens, by name", async () => {
    await pool().query(`update "DataKey" set "wrappedBy" = 'k-lost' where "environmentId" = $1`, [
      dev.ctx.environmentId,
    ]);
    expect(await find("keys")).toMatchObject([{ state: "wrong", message: expect.stringContaining('"k-lost"') }]);
    const [key] = (
      await pool().query<{ id: string }>(
        `select "wrappedBy" as id from "DataKey" where "wrappedBy" <> 'k-lost' limit 1`,
      )
    ).rows;
    await pool().query(`update "DataKey" set "wrappedBy" = $1 where "wrappedBy" = 'k-lost'`, [key?.id]);
    expect(await find("keys")).toMatchObject([{ state: "ok" }]);
  });

  it("reports a provider that refuses, with a fix", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    await keyhold.call(`/connections/${connectionId}?provider_config_key=lab-oauth2&force_refresh=true`, {
      apiKey: dev.apiKey,
    });
    const found = await find("provider");
    expect(found).toMatchObject([
      {
        state: "warn",
        message: expect.stringContaining("last failure revoked_grant"),
        fix: expect.stringContaining("reconnect"),
      },
    ]);
  });
});

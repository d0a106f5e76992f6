import { beforeAll, describe, expect, it, vi } from "vitest";
import { forgetPerProcess } from "@/server/core/per-process";
import { db, pool } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { openCredentials, readConnectionRow } from "@/server/vault/connection";
import { equalHashes, lookupHash, open, SealError, seal } from ".";
import { sealingKey } from "./data-keys";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const [{ dev, prod }, other] = await Promise.all([newTeam(), newTeam()]);
const ids = { mine: "", second: "", prod: "", theirs: "" };

beforeAll(async () => {
  for (const environment of [dev, prod, other.dev]) await flows.addIntegration(environment, "lab-oauth2");
  ids.mine = await flows.connect(dev);
  ids.second = await flows.connect(dev);
  ids.prod = await flows.connect(prod);
  ids.theirs = await flows.connect(other.dev);
});

const place = { environmentId: dev.ctx.environmentId, table: "Test", rowId: "row_1", field: "secret" };

describe("a sealed value in the database", () => {
  it("opens to the original value", async () => {
    const value = { text: "ünïcode 😀 \0 \ud83d", list: [1, null, true], deep: { a: { b: "c" } } };
    expect(await open(await seal(value, place), place)).toEqual(value);
  });

  it.each(["second", "prod", "theirs"] as const)("can't be opened in another row: copied from %s", async (from) => {
    const before = await db().connection.findFirstOrThrow({ where: { connectionId: ids.mine } });
    await pool().query(
      `update "Connection" set credentials = (select credentials from "Connection" where "connectionId" = $2)
       where "connectionId" = $1`,
      [ids.mine, ids[from]],
    );
    try {
      const row = await readConnectionRow(dev.ctx, { connectionId: ids.mine, providerConfigKey: "lab-oauth2" });
      await expect(openCredentials(row as never)).rejects.toThrow(SealError);
      const path = `/connections/${ids.mine}?provider_config_key=lab-oauth2`;
      const response = await keyhold.call(path, { apiKey: dev.apiKey });
      expect(response.status).toBe(500);
      expect(await response.text()).not.toMatch(/seal|altered|credentials/i);
    } finally {
      await db().connection.updateMany({
        where: { connectionId: ids.mine },
        data: { credentials: before.credentials },
      });
    }
    const path = `/connections/${ids.mine}?provider_config_key=lab-oauth2`;
    expect((await keyhold.call(path, { apiKey: dev.apiKey })).status).toBe(200);
  });

  it("is sealed with its environment's own key of 256 random bits", async () => {
    const environments = [dev, prod, other.dev, other.prod];
    const keys = await Promise.all(environments.map(({ ctx }) => sealingKey(ctx.environmentId)));
    expect(keys.map(({ key }) => key.length)).toEqual([32, 32, 32, 32]);
    expect(new Set(keys.map(({ key }) => Buffer.from(key).toString("hex"))).size).toBe(4);
  });

  it("can't be opened after its row moves to another environment", async () => {
    const row = await readConnectionRow(dev.ctx, { connectionId: ids.second, providerConfigKey: "lab-oauth2" });
    const moved = { ...row, environmentId: prod.ctx.environmentId } as never;
    await expect(openCredentials(moved)).rejects.toThrow(SealError);
  });

  it("can't be opened after its environment's data key is deleted, while other environments still can", async () => {
    const { dev: doomed } = await newTeam();
    const here = { ...place, environmentId: doomed.ctx.environmentId };
    const [box, living] = [await seal("secret", here), await seal("secret", place)];
    await db().dataKey.deleteMany({ where: { environmentId: doomed.ctx.environmentId } });
    forgetKeys();
    await expect(open(box, here)).rejects.toThrow("its data key no longer exists");
    expect(await open(living, place)).toBe("secret");
  });

  it("can't be opened with another key in KEYHOLD_KEYS, and the message names only the missing key", async () => {
    const box = await seal("secret", place);
    await pool().query(`update "DataKey" set "wrappedBy" = 'k9' where "environmentId" = $1`, [place.environmentId]);
    forgetKeys();
    await expect(open(box, place)).rejects.toThrow('KEYHOLD_KEYS is missing the key "k9"');
    await pool().query(`update "DataKey" set "wrappedBy" = 'k1' where "environmentId" = $1`, [place.environmentId]);
    expect(await open(box, place)).toBe("secret");
  });

  it("can't be opened when its data key is replaced by another environment's", async () => {
    const box = await seal("secret", place);
    const { rows } = await pool().query(`select wrapped from "DataKey" where "environmentId" = $1`, [
      place.environmentId,
    ]);
    await pool().query(
      `update "DataKey" set wrapped = (select wrapped from "DataKey" where "environmentId" = $2) where "environmentId" = $1`,
      [place.environmentId, prod.ctx.environmentId],
    );
    forgetKeys();
    await expect(open(box, place)).rejects.toThrow(SealError);
    await pool().query(`update "DataKey" set wrapped = $2 where "environmentId" = $1`, [
      place.environmentId,
      rows[0]?.wrapped,
    ]);
    expect(await open(box, place)).toBe("secret");
  });
});

/** Clears the key cache, as in a process that has just started. */
function forgetKeys(): void {
  forgetPerProcess("data-keys");
}

describe("a lookup hash", () => {
  it("is the same in every process and different for every purpose", async () => {
    const first = await lookupHash("api-key", "secret");
    forgetKeys();
    vi.resetModules();
    const copy = await import(".");
    expect(equalHashes(first, await copy.lookupHash("api-key", "secret"))).toBe(true);
    expect(equalHashes(first, await lookupHash("session-token", "secret"))).toBe(false);
  });

  it("uses one index key, however many processes start at once", async () => {
    await pool().query(`delete from "DataKey" where purpose = 'index'`);
    const hashes = await Promise.all(
      [...Array(6)].map(() => {
        forgetKeys();
        return lookupHash("state", "secret");
      }),
    );
    expect(new Set(hashes.map((hash) => Buffer.from(hash).toString("hex"))).size).toBe(1);
    expect(await db().dataKey.count({ where: { purpose: "index" } })).toBe(1);
  });
});

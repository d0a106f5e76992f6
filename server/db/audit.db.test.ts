import { describe, expect, it } from "vitest";
import { type AnyCtx, createTeamCtx } from "@/server/core/ctx";
import { newApiKey, newTeam } from "@/server/testing/team";
import { db, inTransaction, pool } from ".";
import { auditHash, recordAudit } from "./audit";

/** Verifies the chain as an auditor would. @returns the position of the first row that does not match, or null. */
async function firstBrokenLink(owner: string | { teamId: string }): Promise<number | null> {
  const where = typeof owner === "string" ? { environmentId: owner } : owner;
  const rows = await db().auditEvent.findMany({ where, orderBy: { position: "asc" } });
  let previous: Uint8Array | null = null;
  for (const [index, { hash, at, environmentId: _environment, teamId: _team, ...row }] of rows.entries()) {
    const expected: Uint8Array = auditHash(previous, { ...row, ...where, at: at.toISOString() } as never);
    if (row.position !== index + 1 || Buffer.compare(hash, expected) !== 0) return index + 1;
    previous = hash;
  }
  return null;
}

/** A team with a chain of at least ten rows. */
async function newChain() {
  const { dev } = await newTeam();
  for (let count = 0; count < 4; count += 1) await newApiKey(dev.ctx, ["environment:proxy"]);
  await inTransaction((tx) =>
    recordAudit(tx, dev.ctx, { action: "test.detail", detail: { z: 1, a: { y: [1, "ü"], b: null } } }),
  );
  const length = await db().auditEvent.count({ where: { environmentId: dev.ctx.environmentId } });
  expect(length).toBeGreaterThan(6);
  return { ctx: dev.ctx, environmentId: dev.ctx.environmentId, length };
}

describe("the audit chain", () => {
  it("is valid as written", async () => {
    const { environmentId } = await newChain();
    expect(await firstBrokenLink(environmentId)).toBeNull();
  });

  it.each([
    ["actor", "'user:usr_other'"],
    ["action", "'connection.created'"],
    ['"targetId"', "'other'"],
    ["detail", "'{\"scopes\":[]}'"],
    ["at", "at + interval '1 millisecond'"],
    ["id", "id || 'x'"],
    ["hash", "decode('00', 'hex')"],
  ])("reveals a row whose %s was edited", async (column, value) => {
    const { environmentId } = await newChain();
    await pool().query(`update "AuditEvent" set ${column} = ${value} where "environmentId" = $1 and position = 3`, [
      environmentId,
    ]);
    expect(await firstBrokenLink(environmentId)).toBe(3);
  });

  it("reveals an edited row with a recomputed hash at the next row", async () => {
    const { environmentId } = await newChain();
    const [before, edited] = await db().auditEvent.findMany({
      where: { environmentId, position: { in: [2, 3] } },
      orderBy: { position: "asc" },
    });
    const { hash: _old, at, teamId: _team, ...row } = { ...edited, action: "nothing.happened" };
    const hash = auditHash(before?.hash ?? null, { ...row, at: at?.toISOString() } as never);
    await db().auditEvent.update({ where: { id: edited?.id ?? "" }, data: { action: row.action, hash } });
    expect(await firstBrokenLink(environmentId)).toBe(4);
  });

  it("reveals a deleted row, even when the others were renumbered", async () => {
    const { environmentId } = await newChain();
    await pool().query(`delete from "AuditEvent" where "environmentId" = $1 and position = 3`, [environmentId]);
    expect(await firstBrokenLink(environmentId)).toBe(3);
    await pool().query(`update "AuditEvent" set position = -position where "environmentId" = $1 and position > 3`, [
      environmentId,
    ]);
    await pool().query(`update "AuditEvent" set position = -position - 1 where "environmentId" = $1 and position < 0`, [
      environmentId,
    ]);
    expect(await firstBrokenLink(environmentId)).toBe(3);
  });

  it("reveals two swapped rows", async () => {
    const { environmentId } = await newChain();
    await pool().query(
      `update "AuditEvent" set position = case position when 3 then 40 else 3 end where "environmentId" = $1 and position in (3, 4)
       and position = 3`,
      [environmentId],
    );
    await pool().query(`update "AuditEvent" set position = 3 where "environmentId" = $1 and position = 4`, [
      environmentId,
    ]);
    await pool().query(`update "AuditEvent" set position = 4 where "environmentId" = $1 and position = 40`, [
      environmentId,
    ]);
    expect(await firstBrokenLink(environmentId)).toBe(3);
  });

  it("has no fork or gap with concurrent writers", async () => {
    const { ctx, environmentId, length } = await newChain();
    const write = (index: number) => inTransaction((tx) => recordAudit(tx, ctx, { action: `test.${index}` }));
    await Promise.all([...Array(20).keys()].map(write));
    expect(await firstBrokenLink(environmentId)).toBeNull();
    expect(await db().auditEvent.count({ where: { environmentId } })).toBe(length + 20);
  });

  it("has no row for a rolled-back change, and continues after it", async () => {
    const { ctx, environmentId, length } = await newChain();
    const undone = inTransaction(async (tx) => {
      await recordAudit(tx, ctx, { action: "test.undone" });
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    await inTransaction((tx) => recordAudit(tx, ctx, { action: "test.done" }));
    expect(await db().auditEvent.count({ where: { environmentId } })).toBe(length + 1);
    expect(await firstBrokenLink(environmentId)).toBeNull();
  });
});

describe("the audit chain of a team", () => {
  it("starts with the team and is separate from the chains of its environments", async () => {
    const { userId, dev } = await newTeam();
    const { teamId } = dev.ctx;
    const rows = await db().auditEvent.findMany({ where: { teamId } });
    expect(rows).toMatchObject([
      { action: "team.created", actor: `user:${userId}`, targetId: teamId, position: 1, environmentId: null },
    ]);
    expect(await firstBrokenLink({ teamId })).toBeNull();
    expect(await firstBrokenLink(dev.ctx.environmentId)).toBeNull();
  });

  it("has no fork or gap with concurrent writers, including those of an environment", async () => {
    const { userId, dev } = await newTeam();
    const { teamId, environmentId } = dev.ctx;
    const before = await db().auditEvent.count({ where: { environmentId } });
    const team = createTeamCtx({ kind: "user", userId, role: "owner" }, teamId);
    const write = (ctx: AnyCtx) => inTransaction((tx) => recordAudit(tx, ctx, { action: "test.done" }));
    await Promise.all([...Array(10)].flatMap(() => [write(team), write(dev.ctx)]));
    expect(await db().auditEvent.count({ where: { teamId } })).toBe(11);
    expect(await db().auditEvent.count({ where: { environmentId } })).toBe(before + 10);
    expect(await firstBrokenLink({ teamId })).toBeNull();
    expect(await firstBrokenLink(environmentId)).toBeNull();
  });

  it("reveals an edited row", async () => {
    const { dev } = await newTeam();
    const { teamId } = dev.ctx;
    await pool().query(`update "AuditEvent" set actor = 'user:usr_other' where "teamId" = $1`, [teamId]);
    expect(await firstBrokenLink({ teamId })).toBe(1);
  });

  it("shares no row with an environment", async () => {
    const { dev } = await newTeam();
    const { teamId, environmentId } = dev.ctx;
    const both = pool().query(`update "AuditEvent" set "environmentId" = $1 where "teamId" = $2`, [
      environmentId,
      teamId,
    ]);
    await expect(both).rejects.toThrow("AuditEvent_one_chain");
    const neither = pool().query(`update "AuditEvent" set "teamId" = null where "teamId" = $1`, [teamId]);
    await expect(neither).rejects.toThrow("AuditEvent_one_chain");
  });
});

describe("the hash of an audit row", () => {
  it("is the same as in earlier versions, so stored chains stay valid", () => {
    const row = {
      id: "aud_a",
      environmentId: "00000000-0000-4000-8000-000000000000",
      position: 1,
      actor: "user:usr_a",
      action: "api_key.created",
      targetId: null,
      detail: { scopes: ["environment:*"] },
      at: "2026-01-01T00:00:00.000Z",
    };
    expect(Buffer.from(auditHash(null, row)).toString("hex")).toBe(
      "a927b144695fe864bf4fbdd0d23c81847744f92768a6b42ed27344bf4affbf31",
    );
  });
});

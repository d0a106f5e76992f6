import { describe, expect, it } from "vitest";
import { newApiKey, newTeam } from "@/server/testing/team";
import { db, inTransaction, pool } from ".";
import { auditHash, recordAudit } from "./audit";

/** Walks the chain as an auditor would. @returns the position of the first row that does not fit, or null. */
async function firstBrokenLink(environmentId: string): Promise<number | null> {
  const rows = await db().auditEvent.findMany({ where: { environmentId }, orderBy: { position: "asc" } });
  let previous: Uint8Array | null = null;
  for (const [index, { hash, at, ...row }] of rows.entries()) {
    const expected: Uint8Array = auditHash(previous, { ...row, at: at.toISOString() } as never);
    if (row.position !== index + 1 || Buffer.compare(hash, expected) !== 0) return index + 1;
    previous = hash;
  }
  return null;
}

/** A team with a chain of ten rows and more. */
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
  it("is whole as it is written", async () => {
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
  ])("shows a row whose %s was edited", async (column, value) => {
    const { environmentId } = await newChain();
    await pool().query(`update "AuditEvent" set ${column} = ${value} where "environmentId" = $1 and position = 3`, [
      environmentId,
    ]);
    expect(await firstBrokenLink(environmentId)).toBe(3);
  });

  it("shows an edited row whose own hash was made to fit: the next one no longer does", async () => {
    const { environmentId } = await newChain();
    const [before, edited] = await db().auditEvent.findMany({
      where: { environmentId, position: { in: [2, 3] } },
      orderBy: { position: "asc" },
    });
    const { hash: _old, at, ...row } = { ...edited, action: "nothing.happened" };
    const hash = auditHash(before?.hash ?? null, { ...row, at: at?.toISOString() } as never);
    await db().auditEvent.update({ where: { id: edited?.id ?? "" }, data: { action: row.action, hash } });
    expect(await firstBrokenLink(environmentId)).toBe(4);
  });

  it("shows a row that was taken out, also when the others were numbered anew", async () => {
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

  it("shows two rows that were exchanged", async () => {
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

  it("has no fork and no gap when many write at once", async () => {
    const { ctx, environmentId, length } = await newChain();
    const write = (index: number) => inTransaction((tx) => recordAudit(tx, ctx, { action: `test.${index}` }));
    await Promise.all([...Array(20).keys()].map(write));
    expect(await firstBrokenLink(environmentId)).toBeNull();
    expect(await db().auditEvent.count({ where: { environmentId } })).toBe(length + 20);
  });

  it("has no row of a change that was undone, and goes on after it", async () => {
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

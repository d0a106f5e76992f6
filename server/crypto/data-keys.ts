import { randomBytes } from "node:crypto";
import { env } from "@/server/core/env";
import { newUuid } from "@/server/core/ids";
import { perProcess } from "@/server/core/per-process";
import { db, pool, type Tx } from "@/server/db";
import { type Owner, openWith, SealError, type SealingKey, sealWith } from "./envelope";

/** Key ID in the boxes of wrapped data keys. The row has the ID of the KEYHOLD_KEYS key that wrapped it. */
const WRAPPED = "wrapped";

interface DataKeyRow {
  id: string;
  environmentId: string | null;
  purpose: string;
  wrappedBy: string;
  wrapped: Uint8Array;
}

/** Unwrapped data keys. They may stay in memory. Opened credentials may not. */
interface KeyCache {
  byId: Map<string, SealingKey>;
  sealing: Map<string, SealingKey>;
  index?: SealingKey;
}
const cache = perProcess("data-keys", (): KeyCache => ({ byId: new Map(), sealing: new Map() }));

function ownerOf(row: Pick<DataKeyRow, "id" | "environmentId" | "purpose">): Owner {
  return {
    environmentId: row.environmentId ?? "instance",
    table: "DataKey",
    rowId: row.id,
    field: `${WRAPPED}:${row.purpose}`,
  };
}

function unwrap(row: DataKeyRow): SealingKey {
  const outer = env().KEYHOLD_KEYS.find(({ id }) => id === row.wrappedBy);
  if (!outer)
    throw new SealError(
      `KEYHOLD_KEYS is missing the key "${row.wrappedBy}", which encrypts this database. Add it again.`,
    );
  const key = { id: row.id, key: openWith({ id: row.id, key: outer.key }, row.wrapped, ownerOf(row)) };
  cache().byId.set(row.id, key);
  return key;
}

function newDataKey(environmentId: string | null, purpose: string) {
  const [primary] = env().KEYHOLD_KEYS;
  if (!primary) throw new SealError("KEYHOLD_KEYS is empty");
  const id = newUuid();
  const wrapped = sealWith({ id, key: primary.key }, randomBytes(32), ownerOf({ id, environmentId, purpose }));
  return { id, environmentId, purpose, wrappedBy: primary.id, wrapped };
}

/** Creates an environment's data key, in the transaction that creates the environment. */
export async function createDataKey(tx: Tx, environmentId: string): Promise<void> {
  await tx.dataKey.create({ data: newDataKey(environmentId, "seal") });
}

/** The key new secrets of an environment are sealed with. */
export async function sealingKey(environmentId: string, tx: Tx = db()): Promise<SealingKey> {
  const known = cache().sealing.get(environmentId);
  if (known) return known;
  const row = await tx.dataKey.findFirst({
    where: { environmentId, purpose: "seal", retiredAt: null },
    orderBy: { createdAt: "desc" },
  });
  if (!row) throw new SealError("its environment has no data key");
  const key = unwrap(row);
  // A row read inside a transaction may be rolled back, so only committed keys are cached.
  if (tx === db()) cache().sealing.set(environmentId, key);
  return key;
}

/** The data key with this id, from memory or the database. */
export async function dataKey(id: string): Promise<SealingKey> {
  const known = cache().byId.get(id);
  if (known) return known;
  const row = await db().dataKey.findUnique({ where: { id } });
  if (!row) throw new SealError("its data key no longer exists");
  return unwrap(row);
}

/** The data key with this ID if it is in memory, for reads that open without waiting. */
export function dataKeyInMemory(id: string): SealingKey | undefined {
  return cache().byId.get(id);
}

/** The index key if it is in memory. */
export function indexKeyInMemory(): SealingKey | undefined {
  return cache().index;
}

/** The instance's index key, created once. Lookup hashes are HMACs with it. */
export async function indexKey(): Promise<SealingKey> {
  const known = cache();
  if (known.index) return known.index;
  const select = `select id, "environmentId", purpose, "wrappedBy", wrapped from "DataKey" where purpose = 'index' and "environmentId" is null order by "createdAt" limit 1`;
  const found = await pool().query<DataKeyRow>(select);
  let row = found.rows[0];
  if (!row) {
    const made = newDataKey(null, "index");
    // Two processes may start on an empty database. The lock lets only one of them create the key.
    await db().$transaction(async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('keyhold:index-key', 0))`;
      if (!(await tx.dataKey.findFirst({ where: { purpose: "index", environmentId: null } })))
        await tx.dataKey.create({ data: made });
    });
    row = (await pool().query<DataKeyRow>(select)).rows[0];
  }
  if (!row) throw new SealError("the index key could not be created");
  known.index = unwrap(row);
  return known.index;
}

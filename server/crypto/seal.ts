import type { Tx } from "@/server/db";
import { dataKey, dataKeyInMemory, sealingKey } from "./data-keys";
import { keyIdOf, type Owner, openWith, sealWith } from "./envelope";

/** Seals a value as JSON for its owner. Pass `tx` when the environment is created in the same transaction. */
export async function seal(value: unknown, owner: Owner, tx?: Tx): Promise<Uint8Array<ArrayBuffer>> {
  return sealWith(await sealingKey(owner.environmentId, tx), Buffer.from(JSON.stringify(value)), owner);
}

/** Opens a value sealed by `seal`. @throws SealError when it was altered or moved, or its key is missing. */
export async function open(box: Uint8Array, owner: Owner): Promise<unknown> {
  const id = keyIdOf(box);
  const key = dataKeyInMemory(id) ?? (await dataKey(id));
  return JSON.parse(openWith(key, box, owner).toString());
}

import type { Tx } from "@/server/db";
import { dataKey, dataKeyInMemory, sealingKey } from "./data-keys";
import { keyIdOf, type Owner, openWith, sealWith } from "./envelope";

/** Seals a value as JSON for the one place it belongs to. Pass `tx` when the environment is made in the same transaction. */
export async function seal(value: unknown, owner: Owner, tx?: Tx): Promise<Uint8Array<ArrayBuffer>> {
  return sealWith(await sealingKey(owner.environmentId, tx), Buffer.from(JSON.stringify(value)), owner);
}

/** Opens what `seal` made. @throws SealError when the box was altered, moved or its key is missing. */
export async function open(box: Uint8Array, owner: Owner): Promise<unknown> {
  const id = keyIdOf(box);
  const key = dataKeyInMemory(id) ?? (await dataKey(id));
  return JSON.parse(openWith(key, box, owner).toString());
}

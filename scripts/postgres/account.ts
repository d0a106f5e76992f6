import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";

/** A user account of the operating system. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Returns the account to run Postgres as, or `null` for this process's own account. Postgres doesn't run as root, so under
 * root it runs as the owner of the cluster, else as `postgres`, else as `nobody`.
 *
 * @param cluster the data directory, which may not exist yet.
 */
export function postgresAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return accountOf("postgres") ?? accountOf("nobody") ?? { uid: 65534, gid: 65534 };
}

function accountOf(name: string): Account | null {
  const read = (flag: string) => spawnSync("id", [flag, name], { encoding: "utf8" });
  const [uid, gid] = [read("-u"), read("-g")];
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

/** Whether an account can access a directory and all its parents. */
export function mayEnter(directory: string, { uid, gid }: Account): boolean {
  const { mode, uid: owner, gid: group } = statSync(directory);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  const parent = path.dirname(directory);
  return (mode & bit) !== 0 && (parent === directory || mayEnter(parent, { uid, gid }));
}

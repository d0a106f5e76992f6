import type { Edge } from "../imports/rules";
import { rowOf } from "../imports/rules";
import { filesOfCall } from "./calls";
import { moduleReader } from "./modules";

const PROCESS = "server/main.ts";
const VERB = "finishAuthorization";
/** The foundation, which every feature calls and which a reader doesn't need to follow. */
const FOUNDATION = new Set([
  "wire",
  "lib",
  "messages",
  "providers",
  "server/protocols",
  "server/core",
  "server/db",
  "server/crypto",
  "server/net",
]);

/** The files that an OAuth callback passes. */
export interface CallbackPath {
  /** The files in call order, without the foundation. */
  files: string[];
  /** Number of consecutive files in different rows of the import table. */
  folderChanges: number;
}

/**
 * Returns the files of one successful OAuth 2.0 callback: the shortest import chain from the web process to the route, then
 * every function that `finishAuthorization` uses, up to the commit.
 *
 * @throws Error when no route calls `finishAuthorization`.
 */
export function callbackPath(root: string, edges: readonly Edge[]): CallbackPath {
  const read = moduleReader(root);
  const chain = chainTo(edges, (file) => file.startsWith("server/rest/") && read(file).imports.has(VERB));
  const route = chain.at(-1);
  const verb = route === undefined ? undefined : read(route).imports.get(VERB);
  if (!verb) throw new Error(`No route that ${PROCESS} reaches imports ${VERB}.`);
  const files = [...chain, ...filesOfCall(root, verb)].filter((file) => !FOUNDATION.has(folderOf(file)));
  const folders = files.map(folderOf);
  return { files, folderChanges: folders.filter((folder, at) => at > 0 && folder !== folders[at - 1]).length };
}

function folderOf(file: string): string {
  return rowOf(file)?.area ?? file.split("/").slice(0, 2).join("/");
}

/** Returns the shortest import chain from the web process to a file. */
function chainTo(edges: readonly Edge[], isGoal: (file: string) => boolean): string[] {
  const trails = [[PROCESS]];
  const known = new Set([PROCESS]);
  for (let trail = trails.shift(); trail; trail = trails.shift()) {
    const file = trail.at(-1) ?? "";
    if (isGoal(file)) return trail;
    for (const { from, to, isType } of edges) {
      if (from !== file || to === null || isType || known.has(to)) continue;
      known.add(to);
      trails.push([...trail, to]);
    }
  }
  return [];
}

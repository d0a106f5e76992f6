import {
  anyCall,
  catalogEntries,
  catalogSchema,
  createStage,
  OWN_SCOPES,
  type Stage,
  signedTokenProblem,
  USER_SCOPES,
} from "@/simulator";
import { PlainError } from "../lib/plain-error.mjs";
import { type Client, createClient } from "./client";
import { coverage } from "./coverage";
import { buildParts, PUBLIC_URL, reservePlace, startProduct } from "./instance";
import { type Outcome, prove } from "./journey";
import { reportCoverage, reportSchemes } from "./report";
import { newCallbackId, type Work } from "./work";

const AT_ONCE = 8;

type Entries = ReturnType<typeof catalogEntries>;

/** Returns the named entries, or all if none are named. */
function chosen(all: Entries, slugs: readonly string[]): Entries {
  const missing = slugs.filter((slug) => !all.some(({ entry }) => entry.slug === slug));
  if (missing.length > 0) throw new PlainError(`The catalog has no ${missing.join(", ")}.`);
  return slugs.length === 0 ? all : all.filter(({ entry }) => slugs.includes(entry.slug));
}

/** Runs a list of jobs, several at once. @returns the results in the order of the list. */
async function eachOf<Item, Result>(list: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const left = [...list.entries()];
  const results: Result[] = [];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

interface Running {
  stage: Stage;
  client: Client;
  callAs: Work["callAs"];
}

/** Proves entries with a running simulator and product. */
async function proveAll(entries: Entries, { stage, client, callAs }: Running): Promise<Outcome[]> {
  const ways = entries.flatMap((one) => stage.keysOf(one.entry.slug).map((key) => ({ ...one, key })));
  return eachOf(ways, ({ entry, authMode, key }) => {
    const play = stage.plan(key);
    const callbackId = newCallbackId();
    play.callbackUrl = `${PUBLIC_URL}/oauth/callback/${callbackId}`;
    return prove(client, {
      entry,
      key,
      play,
      authMode,
      callbackId,
      fixtures: play.fixtures,
      ownScopes: OWN_SCOPES,
      userScopes: USER_SCOPES,
      callAs,
      ownCall: anyCall(entry),
      judgeToken: (token) => signedTokenProblem(play, token),
    });
  });
}

/** Starts the simulator and the product, and proves the entries. */
async function proveOnStage(entries: Entries): Promise<{ outcomes: Outcome[]; strays: readonly string[] }> {
  const place = await reservePlace();
  const readDocument = async (url: string) => (await fetch(url.replace(PUBLIC_URL, place.url))).json();
  const stage = createStage(
    entries.map(({ entry }) => entry),
    { publicUrl: PUBLIC_URL, readDocument },
  );
  const { url: stageUrl, close } = await stage.listen();
  try {
    const { apiKey, callAs, stop } = await startProduct({ port: place.port, stageUrl });
    const client = createClient({ url: place.url, publicUrl: PUBLIC_URL, apiKey, stageUrl });
    const outcomes = await proveAll(entries, { stage, client, callAs }).finally(stop);
    return { outcomes, strays: stage.strays };
  } finally {
    await close();
  }
}

/** Proves the catalog, or some of its entries. @returns whether nothing failed. */
export async function proveCatalog({ say, slugs }: { say: (line: string) => void; slugs: readonly string[] }) {
  const startedAt = performance.now();
  await buildParts(say);
  const entries = chosen(catalogEntries(), slugs);
  const { outcomes, strays } = await proveOnStage(entries);
  const failed = outcomes.filter(({ problem }) => problem);
  for (const { key, problem } of failed) say(`✗ ${key}: ${problem}`);
  for (const stray of new Set(strays)) say(`? request to a host that isn't simulated: ${stray}`);
  reportSchemes(say, outcomes);
  const all = entries.map(({ entry }) => entry);
  const unused = slugs.length > 0 ? 0 : reportCoverage(say, coverage(catalogSchema(), all));
  say(`\n${entries.length} entries in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
  return failed.length === 0 && unused === 0 && strays.length === 0;
}

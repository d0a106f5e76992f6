import { PlainError } from "../lib/plain-error.mjs";
import { createClient } from "./client.mjs";
import { coverage } from "./coverage.mjs";
import { buildParts, PUBLIC_URL, reservePlace, startProduct } from "./instance.mjs";
import { prove } from "./journey.mjs";
import { reportCoverage, reportSchemes } from "./report.mjs";

const AT_ONCE = 8;

/** The entries asked for; all where none are named. */
function chosen(all, slugs) {
  const missing = slugs.filter((slug) => !all.some(({ entry }) => entry.slug === slug));
  if (missing.length > 0) throw new PlainError(`The catalog has no ${missing.join(", ")}.`);
  return slugs.length === 0 ? all : all.filter(({ entry }) => slugs.includes(entry.slug));
}

/** Does a list of works, some at once, in order. */
async function eachOf(list, work) {
  const left = [...list.entries()];
  const results = [];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Proves entries on a running stage and product. */
async function proveAll({ entries, stage, client, parts, callAs }) {
  const ways = entries.flatMap((one) => stage.keysOf(one.entry.slug).map((key) => ({ ...one, key })));
  return eachOf(ways, ({ entry, authMode, key }) => {
    const play = stage.plan(key);
    return prove(client, {
      entry,
      key,
      play,
      authMode,
      fixtures: play.fixtures,
      publicUrl: PUBLIC_URL,
      ownScopes: parts.OWN_SCOPES,
      userScopes: parts.USER_SCOPES,
      callAs,
      ownCall: parts.anyCall(entry),
      judgeToken: (token) => parts.signedTokenProblem(play, token),
    });
  });
}

/** Proves the catalog, or some of its entries. @returns whether all went well. */
export async function proveCatalog({ say, slugs }) {
  const startedAt = performance.now();
  const parts = await buildParts(say);
  const entries = chosen(parts.catalogEntries(), slugs);
  const place = await reservePlace();
  const readDocument = async (url) => (await fetch(url.replace(PUBLIC_URL, place.url))).json();
  const stage = parts.createStage(
    entries.map(({ entry }) => entry),
    { publicUrl: PUBLIC_URL, readDocument },
  );
  const { url: stageUrl, close } = await stage.listen();
  let outcomes;
  try {
    const product = await startProduct({ port: place.port, stageUrl });
    const client = createClient({ ...place, publicUrl: PUBLIC_URL, apiKey: product.apiKey, stageUrl });
    outcomes = await proveAll({ entries, stage, client, parts, callAs: product.callAs }).finally(product.stop);
  } finally {
    await close();
  }
  const failed = outcomes.filter(({ problem }) => problem);
  for (const { key, problem } of failed) say(`✗ ${key}: ${problem}`);
  for (const stray of new Set(stage.strays)) say(`? no provider of this stage: ${stray}`);
  reportSchemes(say, outcomes);
  const unused =
    slugs.length > 0
      ? 0
      : reportCoverage(
          say,
          coverage(
            parts.catalogSchema(),
            entries.map(({ entry }) => entry),
          ),
        );
  say(`\n${entries.length} entries in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
  return failed.length === 0 && unused === 0 && stage.strays.length === 0;
}

import pg from "pg";
import type { Statement } from "@/server/testing/statements";

const RUNS = 3;

/** How one statement ran. */
export interface Explained {
  /** Median of three runs in milliseconds. */
  tookMs: number;
  plan: string;
}

type Plan = "force_custom_plan" | "force_generic_plan";

const bytes = (value: Uint8Array) => `\\x${Buffer.from(value).toString("hex")}`;

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Uint8Array) return `'${bytes(value)}'`;
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  // The array syntax of Postgres. The type comes from the context.
  if (Array.isArray(value))
    return pg.escapeLiteral(
      `{${value.map((item) => JSON.stringify(item instanceof Uint8Array ? bytes(item) : String(item))).join(",")}}`,
    );
  return pg.escapeLiteral(typeof value === "object" ? JSON.stringify(value) : String(value));
}

async function once(client: pg.Client, { text, values }: Statement, plan: Plan): Promise<Explained> {
  const list = values.length === 0 ? "" : `(${values.map(literal).join(", ")})`;
  await client.query("begin");
  try {
    await client.query(`set local plan_cache_mode = ${plan}`);
    await client.query(`prepare explained as ${text}`);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `explain (analyze, buffers, timing off) execute explained${list}`,
    );
    const lines = rows.map((row) => row["QUERY PLAN"]);
    const took = lines.findLast((line) => line.startsWith("Execution Time"));
    return { tookMs: Number(/([\d.]+) ms/.exec(took ?? "")?.[1]), plan: lines.join("\n") };
  } finally {
    await client.query("rollback");
    await client.query("deallocate all");
  }
}

/** Runs a statement several times with one kind of plan, rolls each run back, and returns the median run. */
export async function explained(client: pg.Client, statement: Statement, plan: Plan): Promise<Explained> {
  const runs: Explained[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await once(client, statement, plan));
  runs.sort((a, b) => a.tookMs - b.tookMs);
  return runs[Math.floor(RUNS / 2)] as Explained;
}

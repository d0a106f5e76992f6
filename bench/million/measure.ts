// Runs every verb on the seeded database and explains every statement it sent. Bundled and run by bench/million/run.ts.
import pg from "pg";
import { closePool } from "@/server/db";
import { type Statement, statementsOf } from "@/server/testing/statements";
import { type Explained, explained } from "./explain";
import { verbs } from "./verbs";

/** One statement of one verb, with the slower of its possible plans. */
export interface Measured extends Explained {
  verb: string;
  text: string;
}

/** Plain inserts are not measured, because their cost does not depend on the number of rows. */
const isMeasured = ({ text }: Statement) => /^\s*(select|with|update|delete)/i.test(text);

/** Returns the slowest plan of each statement. @param say called with each statement after it was measured. */
export async function measure(url: string, say: (measured: Measured) => void): Promise<Measured[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const all: Measured[] = [];
  try {
    for (const { name, run } of await verbs()) {
      const statements = (await statementsOf(run)).filter(isMeasured);
      const distinct = new Map(statements.map((statement) => [statement.text, statement]));
      for (const statement of distinct.values()) {
        const plans = [await explained(client, statement, "force_custom_plan")];
        if (statement.name !== null) plans.push(await explained(client, statement, "force_generic_plan"));
        const slowest = plans.reduce((a, b) => (b.tookMs > a.tookMs ? b : a));
        const measured = { verb: name, text: statement.text, ...slowest };
        all.push(measured);
        say(measured);
      }
    }
    return all;
  } finally {
    await client.end();
    await closePool();
  }
}

export { migrate } from "@/server/db/migrate";

// Runs every verb on the seeded database and explains every statement it sent. Bundled and run by bench/million/run.ts.
import pg from "pg";
import { closePool } from "@/server/db";
import { type Statement, statementsOf } from "@/server/testing/statements";
import { type Explained, explained } from "./explain";
import { verbs } from "./verbs";

/** One statement of one verb, by the slower of the plans it may get. */
export interface Measured extends Explained {
  verb: string;
  text: string;
}

/** What a plain insert costs does not depend on how much there is. */
const isMeasured = ({ text }: Statement) => /^\s*(select|with|update|delete)/i.test(text);

/** @param say is told each statement as it was measured. */
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

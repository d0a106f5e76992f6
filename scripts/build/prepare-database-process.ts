// Waits for the database, migrates it, creates the first team, then exits.
import { prepareDatabase } from "@/server/prepare-database";

await prepareDatabase();
process.exit(0);

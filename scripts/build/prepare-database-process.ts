// Waits for the database, migrates it, sets up the first team, then ends.
import { prepareDatabase } from "@/server/prepare-database";

await prepareDatabase();
process.exit(0);

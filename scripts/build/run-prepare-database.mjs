// Waits for the database, migrates it, sets up the first team, then ends.
const { prepareDatabase } = await import("../../dist/prepare-database.mjs");
await prepareDatabase();
process.exit(0);

/** A problem that is told to the person in one line, without a stack: what happened, then what to do. */
export class PlainError extends Error {}

/** Runs the command's main function; a failure ends the process with its line and exit code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof PlainError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}

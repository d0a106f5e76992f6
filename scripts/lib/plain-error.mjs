/** An error that is shown without a stack: what happened, then what to do. */
export class PlainError extends Error {}

/**
 * Runs a command's main function. On an error, prints its message and exits with code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${textOf(error)}\n`);
    process.exit(1);
  }
}

/** @param {unknown} error */
function textOf(error) {
  if (error instanceof PlainError) return error.message;
  return error instanceof Error ? error.stack : String(error);
}

import path from "node:path";

/** Root folder of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

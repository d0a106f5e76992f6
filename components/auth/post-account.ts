import { z } from "zod";
import { Issue } from "@/wire/errors";

/** The part of the error body that a form shows. Ignores unknown fields: the server may be newer than this page. */
const Refusal = z.object({ error: z.object({ message: z.string(), errors: z.array(Issue).default([]) }) });

/** The outcome of an account request. `problems` are the server's messages for single fields. */
export type AccountOutcome =
  | { isDone: true }
  | { isDone: false; message: string; problems: { field: string; message: string }[] };

const NO_RESPONSE = "The server didn't respond. Check your internet connection, then try again.";
const UNEXPECTED_RESPONSE = "Something went wrong on our side. Try again.";

/** Sends a sign-up or password form. Never throws: the outcome says what failed. */
export async function postAccount(path: string, input: unknown, post: typeof fetch): Promise<AccountOutcome> {
  const response = await post(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  }).catch(() => null);
  if (!response) return { isDone: false, message: NO_RESPONSE, problems: [] };
  if (response.status === 201) return { isDone: true };
  const body = Refusal.safeParse(await response.json().catch(() => null));
  if (!body.success) return { isDone: false, message: UNEXPECTED_RESPONSE, problems: [] };
  const { message, errors } = body.data.error;
  return {
    isDone: false,
    message,
    problems: errors.map(({ path, message }) => ({ field: path.join("."), message })),
  };
}

import { z } from "zod";
import { Issue } from "@/wire/errors";

/** As much of the error body as a form shows. Tolerant: the server may be newer than this page. */
const Refusal = z.object({ error: z.object({ message: z.string(), errors: z.array(Issue).default([]) }) });

/** How a request about an account went. `problems` are the server's words for single fields. */
export type AccountOutcome =
  | { isDone: true }
  | { isDone: false; message: string; problems: { field: string; message: string }[] };

const NO_ANSWER = "The server did not answer. Check that you are online, then try again.";
const NO_SENSE = "Something broke on our side. Nothing was changed. Try again.";

/** Sends what somebody filled in at the door. Never throws: what went wrong is part of the answer. */
export async function postAccount(path: string, input: unknown, post: typeof fetch): Promise<AccountOutcome> {
  const response = await post(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  }).catch(() => null);
  if (!response) return { isDone: false, message: NO_ANSWER, problems: [] };
  if (response.status === 201) return { isDone: true };
  const body = Refusal.safeParse(await response.json().catch(() => null));
  if (!body.success) return { isDone: false, message: NO_SENSE, problems: [] };
  const { message, errors } = body.data.error;
  return {
    isDone: false,
    message,
    problems: errors.map(({ path, message }) => ({ field: path.join("."), message })),
  };
}

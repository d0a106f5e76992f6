import { serve } from "inngest/edge";
import { env } from "@/server/core/env";
import { perProcess } from "@/server/core/per-process";
import { inngestClient } from "./client";
import { inngestFunctions } from "./functions";

type Handler = (request: Request) => Promise<Response>;

const handler = perProcess("inngest-handler", async (): Promise<Handler> => {
  const client = await inngestClient();
  // The address Inngest calls is ours to say, never a header's.
  const { KEYHOLD_PUBLIC_URL: serveOrigin } = env();
  return serve({ client, functions: inngestFunctions(client), serveOrigin, servePath: "/api/inngest" });
});

/** Answers Inngest's server: what functions there are, and their calls. Signed, or refused; 404 while it is not in use. */
export async function handleInngest(request: Request): Promise<Response> {
  if (!env().usesInngest) return new Response("Not found", { status: 404 });
  return (await handler())(request);
}

import { serve } from "inngest/edge";
import { env } from "@/server/core/env";
import { perProcess } from "@/server/core/per-process";
import { inngestClient } from "./client";
import { inngestFunctions } from "./functions";

type Handler = (request: Request) => Promise<Response>;

const handler = perProcess("inngest-handler", async (): Promise<Handler> => {
  const client = await inngestClient();
  // The URL that Inngest calls comes from the configuration, never from a request header.
  const { KEYHOLD_PUBLIC_URL: serveOrigin } = env();
  return serve({ client, functions: inngestFunctions(client), serveOrigin, servePath: "/api/inngest" });
});

/** Handles calls of Inngest's server. Unsigned calls are rejected. Returns 404 when Inngest is not configured. */
export async function handleInngest(request: Request): Promise<Response> {
  if (!env().usesInngest) return new Response("Not found", { status: 404 });
  return (await handler())(request);
}

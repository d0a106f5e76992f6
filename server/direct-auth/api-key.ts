import type { SessionRecord } from "@/server/connect-sessions/record";
import type { SavedConnection } from "@/server/connections/save";
import type { Ctx } from "@/server/core/ctx";
import { connectDirectly } from "./connect";

interface ApiKeyInput {
  integrationKey: string;
  params: Record<string, string>;
  apiKey: string;
}

/** Connects with the end user's API key. @throws as `connectDirectly`. */
export function connectApiKey(ctx: Ctx, session: SessionRecord, input: ApiKeyInput): Promise<SavedConnection> {
  const { apiKey, ...rest } = input;
  const credentials = { type: "API_KEY", apiKey: apiKey.trim() } as const;
  return connectDirectly(ctx, session, { ...rest, scheme: "api_key", credentials });
}

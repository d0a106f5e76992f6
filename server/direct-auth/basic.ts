import type { SessionRecord } from "@/server/connect-sessions/record";
import type { SavedConnection } from "@/server/connections/save";
import type { Ctx } from "@/server/core/ctx";
import { connectDirectly } from "./connect";

interface BasicInput {
  integrationKey: string;
  params: Record<string, string>;
  username: string;
  password: string;
}

/** Connects with the end user's name and password. @throws as `connectDirectly`. */
export function connectBasic(ctx: Ctx, session: SessionRecord, input: BasicInput): Promise<SavedConnection> {
  const { username, password, ...rest } = input;
  const credentials = { type: "BASIC", username: username.trim(), password } as const;
  return connectDirectly(ctx, session, { ...rest, scheme: "basic", credentials });
}

import { signUp } from "@/server/accounts/sign-up";
import { createApiKey } from "@/server/api-keys/create";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { resolveEnvironment } from "@/server/environments/list";
import type { Scope } from "@/wire/api-keys";

/** An environment with a signed-in context and an API key. */
export interface TestEnvironment {
  ctx: Ctx;
  apiKey: string;
}

/** A user with their own team. */
export interface TestTeam {
  userId: string;
  email: string;
  password: string;
  dev: TestEnvironment;
  prod: TestEnvironment;
}

/** Signs up a user, as the sign-up page does, and creates an API key in each environment. */
export async function newTeam({ scopes = ["environment:*"] }: { scopes?: Scope[] } = {}): Promise<TestTeam> {
  const email = `${newId("usr")}@example.com`;
  const password = "correct horse battery staple";
  const { userId } = await signUp({ name: "Ada", email, password });
  const [dev, prod] = await Promise.all(["dev", "prod"].map((name) => enter(userId, name, scopes)));
  if (!dev || !prod) throw new Error("Signing up created no environments.");
  return { userId, email, password, dev, prod };
}

async function enter(userId: string, name: string, scopes: Scope[]): Promise<TestEnvironment> {
  const ctx = await resolveEnvironment(userId, name);
  if (!ctx) throw new Error(`Signing up created no environment "${name}".`);
  return { ctx, apiKey: await newApiKey(ctx, scopes) };
}

/** Creates an API key. @returns the key. */
export async function newApiKey(ctx: Ctx, scopes: Scope[]): Promise<string> {
  const { token } = await createApiKey(ctx, { name: newId("key"), scopes });
  return token;
}

import { signUp } from "@/server/accounts/sign-up";
import { createApiKey } from "@/server/api-keys/create";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { resolveEnvironment } from "@/server/environments/list";
import type { Scope } from "@/wire/api-keys";

/** An environment as a signed-in person sees it, and a key for its REST API. */
export interface TestEnvironment {
  ctx: Ctx;
  apiKey: string;
}

/** A person with a team of their own. */
export interface TestTeam {
  userId: string;
  email: string;
  password: string;
  dev: TestEnvironment;
  prod: TestEnvironment;
}

/** Signs somebody up, as the sign-up page does; each environment gets one more API key. */
export async function newTeam({ scopes = ["environment:*"] }: { scopes?: Scope[] } = {}): Promise<TestTeam> {
  const email = `${newId("usr")}@example.com`;
  const password = "correct horse battery staple";
  const { userId } = await signUp({ name: "Ada", email, password });
  const [dev, prod] = await Promise.all(["dev", "prod"].map((name) => enter(userId, name, scopes)));
  if (!dev || !prod) throw new Error("Signing up made no environments.");
  return { userId, email, password, dev, prod };
}

async function enter(userId: string, name: string, scopes: Scope[]): Promise<TestEnvironment> {
  const ctx = await resolveEnvironment(userId, name);
  if (!ctx) throw new Error(`Signing up made no environment "${name}".`);
  return { ctx, apiKey: await newApiKey(ctx, scopes) };
}

/** Makes one more API key. @returns the key itself. */
export async function newApiKey(ctx: Ctx, scopes: Scope[]): Promise<string> {
  const { token } = await createApiKey(ctx, { name: newId("key"), scopes });
  return token;
}

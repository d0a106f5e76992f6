import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { resolveApiKey } from "@/server/api-keys/resolve";
import { createCtx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { db, inTransaction } from "@/server/db";
import { listEnvironments, resolveEnvironment } from "@/server/environments/list";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { revealSigningKey } from "@/server/webhooks/signing-key";
import { SignUpInput } from "@/wire/accounts";
import { bootstrap } from "./bootstrap";
import { createTeam } from "./create-team";
import { signIn } from "./sign-in";
import { signInWithIdentity } from "./sign-in-with-identity";
import { signUp } from "./sign-up";

// An empty database and what an operator may set: this must be the first thing that happens to it.
const pinned = { dev: randomUUID(), prod: "p".repeat(255) };
const operator = { email: "Operator@Example.com", password: "bootstrap password" };
await serveKeyhold({
  KEYHOLD_BOOTSTRAP_EMAIL: operator.email,
  KEYHOLD_BOOTSTRAP_PASSWORD: operator.password,
  KEYHOLD_API_KEY_DEV: pinned.dev,
  KEYHOLD_API_KEY_PROD: pinned.prod,
});
await Promise.all([bootstrap(), bootstrap(), bootstrap()]);
const afterBootstrap = { users: await db().user.count(), teams: await db().team.count() };

const unusedEmail = () => `${newId("usr")}@example.com`;
const password = "correct horse battery staple";

describe("the first team, made without a browser", () => {
  it("is made once, however many processes start", () => {
    expect(afterBootstrap).toEqual({ users: 1, teams: 1 });
  });

  it("can sign in, in any spelling of the address", async () => {
    expect(await signIn({ ...operator, email: "OPERATOR@example.COM" })).toMatchObject({
      email: "operator@example.com",
    });
  });

  it("has the pinned API keys: a UUID, and one of 255 characters", async () => {
    const [dev, prod] = await Promise.all([resolveApiKey(pinned.dev, "req"), resolveApiKey(pinned.prod, "req")]);
    expect([dev.environmentName, prod.environmentName]).toEqual(["dev", "prod"]);
    expect(dev.actor).toMatchObject({ kind: "key", scopes: ["environment:*"] });
  });

  it("does not take the place of one that is there", async () => {
    await newTeam();
    const before = await db().user.count();
    await bootstrap();
    expect(await db().user.count()).toBe(before);
  });
});

describe("pinned keys", () => {
  it.each([32, 36, 64, 254, 255])("of %i characters work", async (length) => {
    const { userId } = await signUp({ name: "Ada", email: unusedEmail(), password });
    const key = newId("key").padEnd(length, "x").slice(0, length);
    const [environment] = await inTransaction((tx) => createTeam(tx, { userId, name: "T", pinnedKeys: { dev: key } }));
    expect(await resolveApiKey(key, "req")).toMatchObject({ environmentId: environment?.environmentId });
  });

  it.each([0, 1, 31, 256, 5000])("of %i characters are not even looked up", async (length) => {
    await expect(resolveApiKey("x".repeat(length), "req")).rejects.toMatchObject({ code: "unknown_api_key" });
  });
});

describe("signing up", () => {
  it("makes a person, a team, dev and prod, each with its keys", async () => {
    const email = unusedEmail();
    const { userId } = await signUp({ name: "Ada", email, password });
    const environments = await listEnvironments(userId);
    expect(environments.map(({ name, isProduction, teamName }) => [name, isProduction, teamName])).toEqual([
      ["dev", false, "Ada's team"],
      ["prod", true, "Ada's team"],
    ]);
    for (const { id, teamId, name } of environments) {
      const ctx = createCtx(
        { kind: "user", userId, role: "owner" },
        { teamId, environmentId: id, environmentName: name },
      );
      expect((await revealSigningKey(ctx)).signingKey).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
      expect(await db().apiKey.count({ where: { environmentId: id, name: "Default - Full access" } })).toBe(1);
      expect(await db().dataKey.count({ where: { environmentId: id, purpose: "seal" } })).toBe(1);
    }
  });

  it("keeps the password as argon2id only", async () => {
    const email = unusedEmail();
    await signUp({ name: "Ada", email, password });
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { email } });
    expect(passwordHash).toMatch(/^\$argon2id\$/);
    expect(passwordHash).not.toContain(password);
  });

  it("is refused for an address that has an account, and leaves nothing behind", async () => {
    const email = unusedEmail();
    await signUp({ name: "Ada", email, password });
    const before = [await db().user.count(), await db().team.count(), await db().dataKey.count()];
    await expect(signUp({ name: "Eve", email, password: "another password" })).rejects.toMatchObject({
      code: "conflict",
      issues: [expect.objectContaining({ path: ["email"] })],
    });
    expect([await db().user.count(), await db().team.count(), await db().dataKey.count()]).toEqual(before);
    expect(await signIn({ email, password: "another password" })).toBeNull();
  });

  it("of the same address at once makes one account", async () => {
    const email = unusedEmail();
    const tries = await Promise.allSettled([1, 2, 3].map(() => signUp({ name: "Ada", email, password })));
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(await db().user.count({ where: { email } })).toBe(1);
  });

  it("takes the same address in another case for the same", () => {
    const input = { name: " Ada ", email: "ADA@Example.com", password };
    expect(SignUpInput.parse(input)).toEqual({ name: "Ada", email: "ada@example.com", password });
  });
});

describe("signing in", () => {
  it("needs address and password that belong together, and does not say which is wrong", async () => {
    const email = unusedEmail();
    const { userId } = await signUp({ name: "Ada", email, password });
    expect(await signIn({ email, password })).toEqual({ id: userId, name: "Ada", email });
    const wrong = [
      { email, password: `${password} ` },
      { email, password: password.toUpperCase() },
      { email: unusedEmail(), password },
      { email, password: "" },
      { email },
      { email: { not: "" }, password },
      { email, password: { not: "" } },
      { email: [email], password },
      null,
      "x",
    ];
    for (const credentials of wrong) expect(await signIn(credentials)).toBeNull();
  });

  it("with an outside account joins an existing person only when the address is verified", async () => {
    const email = unusedEmail();
    const { userId } = await signUp({ name: "Ada", email, password });
    const profile = { provider: "github", providerAccountId: newId("usr"), email, name: "Eve" };
    expect(await signInWithIdentity({ ...profile, isEmailVerified: false })).toBeNull();
    expect(await db().account.count({ where: { userId } })).toBe(0);
    expect(await signInWithIdentity({ ...profile, isEmailVerified: true })).toMatchObject({ id: userId, name: "Ada" });
    // Once joined, the account is the person: its address may change.
    const later = { ...profile, email: unusedEmail(), isEmailVerified: false };
    expect(await signInWithIdentity(later)).toMatchObject({ id: userId });
  });

  it("with an outside account for the first time makes a team, and no password opens it", async () => {
    const email = unusedEmail();
    const profile = {
      provider: "google",
      providerAccountId: newId("usr"),
      email,
      name: "Grace",
      isEmailVerified: true,
    };
    const user = await signInWithIdentity(profile);
    expect(await resolveEnvironment(user?.id ?? "", "dev")).toMatchObject({ environmentName: "dev" });
    for (const guess of ["", "null", password]) expect(await signIn({ email, password: guess })).toBeNull();
  });
});

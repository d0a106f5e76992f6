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

// Bootstrapping needs an empty database, so it must run first.
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

describe("bootstrapping the first team", () => {
  it("creates the team once when several processes start", () => {
    expect(afterBootstrap).toEqual({ users: 1, teams: 1 });
  });

  it("lets the user sign in with any casing of the email address", async () => {
    expect(await signIn({ ...operator, email: "OPERATOR@example.COM" })).toMatchObject({
      email: "operator@example.com",
    });
  });

  it("pins API keys: a UUID, and a key of 255 characters", async () => {
    const [dev, prod] = await Promise.all([resolveApiKey(pinned.dev, "req"), resolveApiKey(pinned.prod, "req")]);
    expect([dev.environmentName, prod.environmentName]).toEqual(["dev", "prod"]);
    expect(dev.actor).toMatchObject({ kind: "key", scopes: ["environment:*"] });
  });

  it("creates nothing if a user exists", async () => {
    await newTeam();
    const before = await db().user.count();
    await bootstrap();
    expect(await db().user.count()).toBe(before);
  });
});

describe("pinned API keys", () => {
  it.each([32, 36, 64, 254, 255])("are accepted with %i characters", async (length) => {
    const { userId } = await signUp({ name: "Ada", email: unusedEmail(), password });
    const key = newId("key").padEnd(length, "x").slice(0, length);
    const [environment] = await inTransaction((tx) => createTeam(tx, { userId, name: "T", pinnedKeys: { dev: key } }));
    expect(await resolveApiKey(key, "req")).toMatchObject({ environmentId: environment?.environmentId });
  });

  it.each([0, 1, 31, 256, 5000])("are refused with %i characters", async (length) => {
    await expect(resolveApiKey("x".repeat(length), "req")).rejects.toMatchObject({ code: "unknown_api_key" });
  });
});

describe("signing up", () => {
  it("creates a user, a team, and dev and prod with their keys", async () => {
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

  it("stores the password only as an argon2id hash", async () => {
    const email = unusedEmail();
    await signUp({ name: "Ada", email, password });
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { email } });
    expect(passwordHash).toMatch(/^\$argon2id\$/);
    expect(passwordHash).not.toContain(password);
  });

  it("refuses an email address that has an account, and stores nothing", async () => {
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

  it("creates one account when the same address signs up concurrently", async () => {
    const email = unusedEmail();
    const tries = await Promise.allSettled([1, 2, 3].map(() => signUp({ name: "Ada", email, password })));
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(await db().user.count({ where: { email } })).toBe(1);
  });

  it("normalizes the casing of the email address", () => {
    const input = { name: " Ada ", email: "ADA@Example.com", password };
    expect(SignUpInput.parse(input)).toEqual({ name: "Ada", email: "ada@example.com", password });
  });
});

describe("signing in", () => {
  it("returns null for a wrong address or password, without saying which is wrong", async () => {
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

  it("links an identity to an existing user only if the email address is verified", async () => {
    const email = unusedEmail();
    const { userId } = await signUp({ name: "Ada", email, password });
    const profile = { provider: "github", providerAccountId: newId("usr"), email, name: "Eve" };
    expect(await signInWithIdentity({ ...profile, isEmailVerified: false })).toBeNull();
    expect(await db().account.count({ where: { userId } })).toBe(0);
    expect(await signInWithIdentity({ ...profile, isEmailVerified: true })).toMatchObject({ id: userId, name: "Ada" });
    // A linked identity signs in even after its email address changed.
    const later = { ...profile, email: unusedEmail(), isEmailVerified: false };
    expect(await signInWithIdentity(later)).toMatchObject({ id: userId });
  });

  it("creates a team for a new identity, which has no password to sign in with", async () => {
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

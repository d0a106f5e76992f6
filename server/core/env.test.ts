import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EnvSchema, envProblems } from "./env";

const key = randomBytes(32).toString("base64");
const sound = {
  DATABASE_URL: "postgres://keyhold@localhost/keyhold",
  KEYHOLD_KEYS: `k1:${key}`,
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
};

describe("the environment variables", () => {
  it("are valid with only the three that have no default", () => {
    expect(envProblems(sound)).toEqual([]);
  });

  it("report all problems at once, by name and without values", () => {
    const problems = envProblems({ KEYHOLD_KEYS: "hunter2", PORT: "many", SMTP_URL: "mailto:x" });
    expect(problems).toHaveLength(5);
    for (const name of ["DATABASE_URL", "KEYHOLD_KEYS", "PORT", "SMTP_URL", "NEXTAUTH_SECRET"]) {
      expect(problems.some((line) => line.startsWith(`${name} `))).toBe(true);
    }
    expect(problems.join()).not.toContain("hunter2");
  });

  it("reject a key that is easy to guess", () => {
    const zeros = Buffer.alloc(32).toString("base64");
    expect(envProblems({ ...sound, KEYHOLD_KEYS: `k1:${zeros}` })[0]).toMatch(/^KEYHOLD_KEYS /);
  });

  it("accept pinned API keys of 32 to 255 characters only", () => {
    expect(envProblems({ ...sound, KEYHOLD_API_KEY_DEV: "a3c1f5d2-7f4e-4a61-9d1e-0a1b2c3d4e5f" })).toEqual([]);
    expect(envProblems({ ...sound, KEYHOLD_API_KEY_DEV: "short" })).toHaveLength(1);
    expect(envProblems({ ...sound, KEYHOLD_API_KEY_DEV: "x".repeat(256) })).toHaveLength(1);
  });

  it("require an email address with a bootstrap password", () => {
    const problems = envProblems({ ...sound, KEYHOLD_BOOTSTRAP_PASSWORD: "correct horse" });
    expect(problems).toEqual(["KEYHOLD_BOOTSTRAP_EMAIL is required with KEYHOLD_BOOTSTRAP_PASSWORD"]);
  });

  it("make Keyhold listen only on this machine while the public URL is local", () => {
    expect(EnvSchema.parse(sound).KEYHOLD_HOST).toBe("127.0.0.1");
    expect(EnvSchema.parse({ ...sound, KEYHOLD_PUBLIC_URL: "https://keyhold.example" }).KEYHOLD_HOST).toBeUndefined();
    expect(EnvSchema.parse({ ...sound, KEYHOLD_HOST: "0.0.0.0" }).KEYHOLD_HOST).toBe("0.0.0.0");
  });

  it("turn the lab off in production by default", () => {
    const production = { ...sound, KEYHOLD_PRODUCTION: "1", KEYHOLD_PUBLIC_URL: "https://keyhold.example" };
    expect(EnvSchema.parse(production).KEYHOLD_LAB).toBe(false);
    expect(EnvSchema.parse({ ...production, KEYHOLD_LAB: "1" }).KEYHOLD_LAB).toBe(true);
    expect(EnvSchema.parse(sound).KEYHOLD_LAB).toBe(true);
  });
});

import { z } from "zod";
import { perProcess } from "./per-process";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const optionalText = z
  .string()
  .optional()
  .transform((value) => value || undefined);
const pinnedKey = z
  .string()
  .min(32, "must have 32 to 255 characters")
  .max(255, "must have 32 to 255 characters")
  .optional();

const KeySet = z.string().transform((text, context) => {
  const keys = text.split(",").map((part) => {
    const [id = "", encoded = ""] = part.trim().split(":");
    return { id, key: Buffer.from(encoded, "base64") };
  });
  const isSound = keys.every(
    ({ id, key }) => /^[a-z0-9-]{1,32}$/.test(id) && key.length === 32 && new Set(key).size > 8,
  );
  if (!isSound || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue({
      code: "custom",
      message: 'needs "id:key" pairs separated by commas, each key 32 random bytes in base64 (openssl rand -base64 32)',
    });
    return z.NEVER;
  }
  return keys;
});

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Every variable Keyhold reads. `.env.example` documents each. */
export const EnvSchema = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" }),
    KEYHOLD_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    KEYHOLD_PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" }).optional(),
    KEYHOLD_HOST: optionalText,
    KEYHOLD_DATA_DIR: z.string().default(".keyhold"),
    KEYHOLD_KEYS: KeySet,
    KEYHOLD_PRODUCTION: flag.default(false),
    KEYHOLD_LAB: flag.optional(),
    KEYHOLD_OUTBOUND_ALLOW: z
      .string()
      .default("")
      .transform((text) =>
        text
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    KEYHOLD_STAGE_URL: z
      .url({ protocol: /^http$/, hostname: LOOPBACK, error: "must be an http:// URL on this machine" })
      .transform((text) => new URL(text))
      .optional(),
    KEYHOLD_REFRESH_PARALLEL: z.coerce.number().int().min(2).max(1000).default(50),
    KEYHOLD_REFRESH_RATE: z.coerce.number().int().min(1).max(1_000_000).default(200),
    INNGEST_EVENT_KEY: optionalText,
    INNGEST_SIGNING_KEY: optionalText,
    INNGEST_BASE_URL: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" }).optional(),
    INNGEST_DEV: flag.default(false),
    NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters (openssl rand -base64 32)"),
    KEYHOLD_BOOTSTRAP_EMAIL: z.email("must be an email address").optional(),
    KEYHOLD_BOOTSTRAP_PASSWORD: z.string().min(10, "must have at least 10 characters").max(200).optional(),
    KEYHOLD_API_KEY_DEV: pinnedKey,
    KEYHOLD_API_KEY_PROD: pinnedKey,
    GITHUB_CLIENT_ID: optionalText,
    GITHUB_CLIENT_SECRET: optionalText,
    GOOGLE_CLIENT_ID: optionalText,
    GOOGLE_CLIENT_SECRET: optionalText,
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// URL" }).optional(),
    MAIL_FROM: z.string().default("Keyhold <no-reply@localhost>"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .superRefine((env, context) => {
    const together = (a: keyof typeof env, b: keyof typeof env) => {
      if ((env[a] === undefined) === (env[b] === undefined)) return;
      const missing = env[a] === undefined ? a : b;
      context.addIssue({ code: "custom", path: [missing], message: `is required with ${missing === a ? b : a}` });
    };
    together("INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY");
    if (env.INNGEST_DEV && env.KEYHOLD_PRODUCTION) {
      context.addIssue({
        code: "custom",
        path: ["INNGEST_DEV"],
        message: "accepts unsigned calls and can't be set in production",
      });
    }
    together("GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET");
    together("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET");
    together("KEYHOLD_BOOTSTRAP_EMAIL", "KEYHOLD_BOOTSTRAP_PASSWORD");
    if (env.KEYHOLD_PRODUCTION && env.KEYHOLD_PUBLIC_URL === undefined) {
      context.addIssue({ code: "custom", path: ["KEYHOLD_PUBLIC_URL"], message: "is required in production" });
    }
  })
  .transform((env) => {
    const publicUrl = (env.KEYHOLD_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");
    return {
      ...env,
      KEYHOLD_PUBLIC_URL: publicUrl,
      // A local instance shows its outbox and lab, which others on the network must not see.
      KEYHOLD_HOST: env.KEYHOLD_HOST ?? (LOOPBACK.test(new URL(publicUrl).hostname) ? "127.0.0.1" : undefined),
      KEYHOLD_LAB: env.KEYHOLD_LAB ?? !env.KEYHOLD_PRODUCTION,
      /** Inngest does the background work instead of the worker. */
      usesInngest: env.INNGEST_DEV || env.INNGEST_SIGNING_KEY !== undefined,
    };
  });

export type Env = z.output<typeof EnvSchema>;

/** Lists the problems of the variables, one line each, by name. Empty: none. Never contains a value. */
export function envProblems(source: Record<string, string | undefined>): string[] {
  const parsed = EnvSchema.safeParse(source);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return source[name] === undefined && issue.code === "invalid_type"
      ? `${name} is missing`
      : `${name} ${issue.message}`;
  });
}

/** The validated variables of this process. @throws Error with every missing or invalid variable. */
export const env = perProcess("env", (): Env => {
  const problems = envProblems(process.env);
  if (problems.length > 0) throw new Error(`Keyhold can't start:\n  ${problems.join("\n  ")}`);
  return EnvSchema.parse(process.env);
});

import pino, { type Logger } from "pino";
import { env } from "./env";

/** Names of fields whose values never reach a log line, at any of the depths we log. */
const SECRET_FIELDS = [
  "authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "access_token",
  "refresh_token",
  "id_token",
  "client_secret",
  "code",
  "code_verifier",
  "state",
  "apiKey",
  "credentials",
  "set-cookie",
];

const holder = globalThis as { keyholdLog?: Logger };

/** The process's logger: JSON lines on standard output, secrets replaced by `[redacted]`. */
export function log(): Logger {
  holder.keyholdLog ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: "[redacted]",
    },
  });
  return holder.keyholdLog;
}

export type { Logger };

import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "./env";
import { perProcess } from "./per-process";

/** Names of fields whose values never reach a log line, at any depth we log. */
export const SECRET_FIELDS = [
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
  // Our own names
  "accessToken",
  "refreshToken",
  "clientSecret",
  "codeVerifier",
];

/** Creates a logger that writes JSON lines, with secrets replaced by `[redacted]`. */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: "[redacted]",
    },
  };
  return pino(options, stream);
}

/** The process's logger, on standard output. */
export const log = perProcess("log", () => createLog(env().LOG_LEVEL));

export type { Logger };

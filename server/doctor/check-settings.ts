import type { Env } from "@/server/core/env";
import { type Finding, ok, warn, wrong } from "./finding";

/** Checks the variables for settings that are unsafe in production. */
export function checkSettings(env: Env): Finding[] {
  if (!env.KEYHOLD_PRODUCTION) {
    const isPublic = !/^http:\/\/(localhost|127\.|\[::1\])/.test(env.KEYHOLD_PUBLIC_URL);
    if (!isPublic) return [ok("settings", "development: the provider lab and /dev/mail are on")];
    const message = `${env.KEYHOLD_PUBLIC_URL} isn't a local address, but KEYHOLD_PRODUCTION is not set.`;
    return [warn("settings", message, "Set KEYHOLD_PRODUCTION=1. It turns off the provider lab and /dev/mail.")];
  }
  const found: Finding[] = [];
  if (!env.KEYHOLD_PUBLIC_URL.startsWith("https:"))
    found.push(
      wrong(
        "settings",
        "KEYHOLD_PUBLIC_URL is not https.",
        "Put a proxy with TLS in front of Keyhold. Providers send authorization codes to this address.",
      ),
    );
  if (env.KEYHOLD_LAB) found.push(warn("settings", "The provider lab is on in production.", "Set KEYHOLD_LAB=0."));
  if (env.KEYHOLD_STAGE_URL)
    found.push(
      wrong(
        "settings",
        "KEYHOLD_STAGE_URL is set: outbound calls go to the simulator.",
        "Remove it. It is only for tests.",
      ),
    );
  if (!env.SMTP_URL)
    found.push(
      warn("settings", "SMTP_URL is not set. Password reset emails are not sent.", "Set SMTP_URL and MAIL_FROM."),
    );
  return found.length > 0 ? found : [ok("settings", "ready for production")];
}

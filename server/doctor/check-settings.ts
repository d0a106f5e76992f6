import type { Env } from "@/server/core/env";
import { type Finding, ok, warn, wrong } from "./finding";

/** What is unwise about the variables of an instance that people rely on. */
export function checkSettings(env: Env): Finding[] {
  if (!env.KEYHOLD_PRODUCTION) {
    const isPublic = !/^http:\/\/(localhost|127\.|\[::1\])/.test(env.KEYHOLD_PUBLIC_URL);
    if (!isPublic) return [ok("settings", "development: the provider lab and kept mail are on")];
    const said = `${env.KEYHOLD_PUBLIC_URL} is no address of this machine, but KEYHOLD_PRODUCTION is not set.`;
    return [warn("settings", said, "Set KEYHOLD_PRODUCTION=1: the provider lab and /dev/mail are off then.")];
  }
  const found: Finding[] = [];
  if (!env.KEYHOLD_PUBLIC_URL.startsWith("https:"))
    found.push(
      wrong(
        "settings",
        "KEYHOLD_PUBLIC_URL is not https.",
        "Put a proxy with TLS in front; providers send codes to this address.",
      ),
    );
  if (env.KEYHOLD_LAB) found.push(warn("settings", "The provider lab is on in production.", "Set KEYHOLD_LAB=0."));
  if (env.KEYHOLD_STAGE_URL)
    found.push(
      wrong("settings", "KEYHOLD_STAGE_URL is set: outbound calls go to a stage.", "Remove it: it is for tests alone."),
    );
  if (!env.SMTP_URL)
    found.push(
      warn(
        "settings",
        "SMTP_URL is not set: nobody gets the link for a forgotten password.",
        "Set SMTP_URL and MAIL_FROM.",
      ),
    );
  return found.length > 0 ? found : [ok("settings", "fit for production")];
}

// Read by the build and by `next dev`. The running server gets the built result, see server/built-config.ts.
import type { NextConfig } from "next";

/** proxy.ts adds the Content-Security-Policy, because it carries a nonce per request. */
const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  // Browsers apply HSTS only over https.
  "Strict-Transport-Security": "max-age=31536000",
};

/** Not for the Connect UI: a product that opens it in a pop-up needs its reference to the window. */
const OWN_WINDOW = { "Cross-Origin-Opener-Policy": "same-origin-allow-popups" };

/** A connect link contains its token until the page's script removes it. No log may receive it in a `Referer`. */
const NO_REFERRER = { "Referrer-Policy": "no-referrer" };

const headerList = (headers: Record<string, string>) => Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  poweredByHeader: false,
  // Types are checked by `npm test`; checking them here would only delay the first start.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // Loaded from node_modules at run time: native code, or state that must exist once in a process.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "nodemailer",
    "pg",
    "pino",
    "undici",
  ],
  // Read from the disk at run time, so no import shows that they are needed.
  outputFileTracingIncludes: {
    "/**": ["./docs/**", "./providers/generated/**", "./providers/icons/**", "./prisma/migrations/**"],
  },
  experimental: { preloadEntriesOnStart: false },
  headers: async () => [
    { source: "/:path*", headers: headerList(SECURITY_HEADERS) },
    { source: "/((?!connect).*)", headers: headerList(OWN_WINDOW) },
    { source: "/connect/:path*", headers: headerList(NO_REFERRER) },
  ],
};

export default config;

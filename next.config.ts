import type { NextConfig } from "next";

/** The Content-Security-Policy is not here: it carries a nonce per request, see proxy.ts. */
const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  // Browsers heed it over https only.
  "Strict-Transport-Security": "max-age=31536000",
};

/** Not for the Connect UI: a product that opens it in a pop-up keeps its hold of the window. */
const OWN_WINDOW = { "Cross-Origin-Opener-Policy": "same-origin-allow-popups" };

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
  // Read from the disk at run time, so no import tells of them.
  outputFileTracingIncludes: {
    "/**": ["./docs/**", "./providers/generated/**", "./providers/icons/**", "./prisma/migrations/**"],
  },
  experimental: { preloadEntriesOnStart: false },
  headers: async () => [
    { source: "/:path*", headers: headerList(SECURITY_HEADERS) },
    { source: "/((?!connect).*)", headers: headerList(OWN_WINDOW) },
  ],
};

export default config;

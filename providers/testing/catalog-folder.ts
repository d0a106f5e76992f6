import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

type Json = Record<string, unknown>;

/** A valid entry and its texts. */
export const ENTRY = {
  slug: "acme",
  name: "Acme",
  scheme: "api_key",
  categories: ["crm"],
  variables: [{ name: "subdomain", kind: "label" }],
  credentials: [{ name: "apiKey", secret: true }],
  api: { baseUrl: "https://{subdomain}.acme.example", auth: { in: "header", name: "x-key", format: "{apiKey}" } },
};
export const TEXTS = {
  description: "Customers of Acme.",
  fields: { subdomain: { label: "Subdomain", hint: "Yours." }, apiKey: { label: "API key", hint: "Yours." } },
};
export const OAUTH_ENTRY = {
  slug: "acme",
  name: "Acme",
  scheme: "oauth2_code",
  categories: ["crm"],
  authorizeUrl: "https://acme.example/authorize",
  tokenUrl: "https://acme.example/token",
  api: { auth: { in: "header" } },
};
export const OAUTH_TEXTS = { description: "Customers of Acme.", guide: ["Register an app."] };

/** Files of a catalog, by name without `.json`. Strings are written as they are. Null: no such file. */
export interface Files {
  catalog: Record<string, Json | string>;
  texts?: Record<string, Json | string | null>;
}

/** Writes a catalog into a temporary folder, deleted after the test. @returns its path. */
export function catalogFolder({ catalog, texts = {} }: Files): string {
  const root = mkdtempSync(path.join(tmpdir(), "keyhold-catalog-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (folder: string, files: Record<string, Json | string | null>) => {
    mkdirSync(path.join(root, folder), { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      if (content === null) continue;
      const text = typeof content === "string" ? content : JSON.stringify(content);
      writeFileSync(path.join(root, folder, `${name}.json`), text);
    }
  };
  write("catalog", catalog);
  write("texts/en", { ...Object.fromEntries(Object.keys(catalog).map((slug) => [slug, TEXTS])), ...texts });
  return root;
}

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const FOLDER = path.resolve(import.meta.dirname, "../../prisma/schema");
/** Tables outside environments: people, teams, the lab, and the processes themselves. */
const NOT_TENANT = new Set([
  "User",
  "Account",
  "PasswordReset",
  "Team",
  "Membership",
  "Invitation",
  "KeptMail",
  "Environment",
  "WorkerHeartbeat",
  "LabGrant",
  "LabToken",
  "LabLedger",
]);

interface Relation {
  target: string;
  fields: string[];
}

function readModels(): Map<string, { body: string; relations: Relation[] }> {
  const text = readdirSync(FOLDER)
    .map((file) => readFileSync(path.join(FOLDER, file), "utf8"))
    .join("\n");
  const models = [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  return new Map(
    models.map(([, name = "", body = ""]) => {
      const found = body.matchAll(/^\s+\w+\s+(\w+)\??\s+@relation\([^)]*?fields: \[([^\]]+)\]/gm);
      const relations = [...found].map(([, target = "", fields = ""]) => ({ target, fields: fields.split(/,\s*/) }));
      return [name, { body, relations }];
    }),
  );
}

describe("the database schema", () => {
  const models = readModels();
  const tenants = [...models].filter(([name]) => !NOT_TENANT.has(name));

  it("has no table that is missing from the lists of this test", () => {
    expect(tenants.length).toBeGreaterThan(12);
    for (const name of NOT_TENANT) expect([...models.keys()]).toContain(name);
  });

  it.each(tenants)("has an environmentId in %s", (_name, { body }) => {
    expect(body).toMatch(/^\s+environmentId\s+String/m);
  });

  it.each(tenants)("includes the environment in every foreign key of %s", (_name, { relations }) => {
    for (const { target, fields } of relations) {
      if (!NOT_TENANT.has(target) || target === "Environment") expect(fields).toContain("environmentId");
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PHASE_PRODUCTION_SERVER } from "next/constants";
import loadConfig from "next/dist/server/config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { handOverBuiltConfig } from "./built-config";

const FILE = `import type { NextConfig } from "next";
const config: NextConfig = { env: { FROM: "file" } };
export default config;
`;
const folders: string[] = [];

beforeEach(() => {
  vi.stubEnv("__NEXT_PRIVATE_STANDALONE_CONFIG", undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A project with a `next.config.ts`, and with what a build wrote, if anything. */
function project(built?: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), "built-config-"));
  folders.push(dir);
  writeFileSync(path.join(dir, "next.config.ts"), FILE);
  writeFileSync(path.join(dir, "tsconfig.json"), "{}");
  if (built === undefined) return dir;
  mkdirSync(path.join(dir, ".next"));
  writeFileSync(path.join(dir, ".next/required-server-files.json"), built);
  return dir;
}

/** Where Next's production server takes its configuration from. */
async function sourceOf(dir: string): Promise<string | undefined> {
  const { env } = await loadConfig(PHASE_PRODUCTION_SERVER, dir);
  return env?.FROM;
}

describe("handing the built configuration to Next", () => {
  it("makes Next use it instead of next.config.ts", async () => {
    const dir = project(JSON.stringify({ config: { env: { FROM: "build" } } }));
    expect(handOverBuiltConfig(dir)).toBe(true);
    expect(await sourceOf(dir)).toBe("build");
  });

  it.each([
    ["there is no build", undefined],
    ["the build wrote no configuration", "{}"],
  ])("lets Next load next.config.ts when %s", async (_, built) => {
    const dir = project(built);
    expect(handOverBuiltConfig(dir)).toBe(false);
    expect(await sourceOf(dir)).toBe("file");
  });

  it("fails when the build's file is damaged", () => {
    expect(() => handOverBuiltConfig(project("{"))).toThrow(SyntaxError);
  });
});

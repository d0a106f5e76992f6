import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createSessionSnippet, readConnectionSnippet, webhookReceiverSnippet } from "./snippets";

const target = { host: "http://localhost:3000", apiKey: "it's a key" };
const hostile = { connectionId: `a'b"c$(id)\\ ;|`, providerConfigKey: "my key" };

/** Runs a shell snippet with `curl` replaced by a function that prints its arguments, one per line. */
function curlArguments(snippet: string): string[] {
  const run = spawnSync("bash", ["-c", `curl() { printf '%s\\n' "$@"; }\n${snippet}`], { encoding: "utf8" });
  return run.stdout.trimEnd().split("\n");
}

/** Whether Node can parse a snippet as a module. */
function nodeProblem(snippet: string): string {
  return spawnSync(process.execPath, ["--input-type=module", "--check"], { input: snippet, encoding: "utf8" }).stderr;
}

describe("snippets", () => {
  it("quote a connection ID and key with shell characters", () => {
    expect(curlArguments(readConnectionSnippet(target, hostile).curl)).toEqual([
      "http://localhost:3000/connections/a%27b%22c%24(id)%5C%20%3B%7C?provider_config_key=my%20key",
      "--header",
      "Authorization: Bearer it's a key",
    ]);
  });

  it("send the session body as JSON", () => {
    const sent = curlArguments(
      createSessionSnippet(target, { integrationKey: "lab-oauth2", endUserId: "o'neil" }).curl,
    );
    expect(JSON.parse(sent.at(-1) ?? "")).toEqual({ end_user: { id: "o'neil" }, allowed_integrations: ["lab-oauth2"] });
  });

  it("are valid JavaScript", () => {
    expect(nodeProblem(readConnectionSnippet(target, hostile).node)).toBe("");
    expect(nodeProblem(createSessionSnippet(target, { integrationKey: 'a"b', endUserId: "x" }).node)).toBe("");
    expect(nodeProblem(webhookReceiverSnippet("whsec_abc="))).toBe("");
  });
});

import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { dumpEverything } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { json, startTokenServer } from "@/server/testing/token-server";
import { revealSigningKey } from "@/server/webhooks/signing-key";

const provider = await startTokenServer();
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: provider.url });
const flows = flowsOf(keyhold);
const team = await newTeam();
const { dev } = team;

/** A unique secret. */
const canary = (name: string) => `canary_${name}_${randomUUID()}`;

const secrets = {
  clientSecret: canary("client_secret"),
  webhookSecret: canary("webhook_secret"),
  accessToken: canary("access_token"),
  refreshToken: canary("refresh_token"),
  idToken: canary("id_token"),
  renewedAccessToken: canary("renewed_access"),
  renewedRefreshToken: canary("renewed_refresh"),
};

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 has three spellings, depending on the offset of the secret.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(4, -4)
      .replaceAll("=", ""),
  );
  return [secret, bytes.toString("hex"), ...base64, encodeURIComponent(secret)];
}

/** Uses every feature that handles a secret. @returns the secrets that must not be found. */
async function leaveTraces(): Promise<Record<string, string>> {
  await flows.addIntegration(dev, "lab-oauth2", {
    credentials: {
      type: "OAUTH2",
      client_id: "lab-client",
      client_secret: secrets.clientSecret,
      webhook_secret: secrets.webhookSecret,
    },
  });
  await flows.addIntegration(dev, "lab-api-key");
  provider.answerWith(({ form }) =>
    form.get("grant_type") === "refresh_token"
      ? json({ access_token: secrets.renewedAccessToken, refresh_token: secrets.renewedRefreshToken, expires_in: 60 })
      : json({ access_token: secrets.accessToken, refresh_token: secrets.refreshToken, id_token: secrets.idToken }),
  );
  const { browser, callback, token } = await flows.waiting(dev);
  const [[, cookie = ""] = []] = [...browser.cookies];
  const { connectionId } = (await (await browser.go(callback.href)).json()) as { connectionId: string };
  const path = `/connections/${connectionId}?provider_config_key=lab-oauth2&force_refresh=true`;
  expect((await keyhold.call(path, { apiKey: dev.apiKey })).status).toBe(200);
  provider.answerWith(() => json({ error: "invalid_grant", error_description: "no" }, 400));
  expect((await keyhold.call(path, { apiKey: dev.apiKey })).status).toBe(424);
  const verifier = provider.calls.find(({ form }) => form.has("code_verifier"))?.form.get("code_verifier") ?? "";
  const { signingKey } = await revealSigningKey(dev.ctx);
  return {
    ...secrets,
    verifier,
    cookie,
    sessionToken: token,
    state: callback.searchParams.get("state") ?? "",
    code: callback.searchParams.get("code") ?? "",
    apiKey: dev.apiKey,
    prodApiKey: team.prod.apiKey,
    password: team.password,
    signingKey,
  };
}

describe("a stolen database", () => {
  it("has no secret in any column of any table, in any encoding", async () => {
    const hidden = await leaveTraces();
    const lines = (await dumpEverything()).split("\n");
    // The lab plays an outside server, which may store its own secrets.
    const ours = lines.filter((line) => !line.startsWith("Lab"));
    expect(ours.length).toBeGreaterThan(20);
    for (const [name, secret] of Object.entries(hidden)) {
      expect(secret.length, name).toBeGreaterThan(8);
      for (const spelling of spellingsOf(secret)) {
        const found = ours.filter((line) => line.includes(spelling)).map((line) => line.split(" ")[0]);
        expect([name, found]).toEqual([name, []]);
      }
    }
  });
});

import { expect, type Page, test } from "@playwright/test";
import { screen } from "./support/screen";
import { type Staged, type StagedInstance, startStaged } from "./support/staged";

/** One provider per scheme. */
const WAYS = [
  ["an authorization code, with values kept from callback and token", "zoho-crm", "OAUTH2"],
  ["an authorization code and a long-lived token", "instagram", "OAUTH2"],
  ["OAuth 1.0a", "trello", "OAUTH1"],
  ["OAuth 1.0a signed by the team's private key", "jira-data-center-oauth1", "OAUTH1"],
  ["an OAuth 1.0 token", "netsuite-tba", "TBA"],
  ["client credentials", "auth0-cc", "OAUTH2_CC"],
  ["client credentials proved by a key", "okta-cc", "OAUTH2_CC"],
  ["client credentials with a certificate", "adp", "OAUTH2_CC"],
  ["a password grant", "acumatica", "OAUTH2_CC"],
  ["a log-in of two calls", "sellercloud", "TWO_STEP"],
  ["a session", "bill", "BILL"],
  ["a signed statement exchanged for a token", "google-service-account", "TWO_STEP"],
  ["a SAML statement", "sap-success-factors", "TWO_STEP"],
  ["a signed token", "apple-app-store", "JWT"],
  ["a token signed by an Ed25519 key", "qweather", "JWT"],
  ["AWS keys", "aws-iam", "BASIC"],
  ["an AWS role", "aws-sigv4", "AWS_SIGV4"],
  ["signed requests", "cisco-duo-admin", "BASIC"],
  ["a password digest", "emarsys", "SIGNATURE"],
  ["an installed app", "github-app", "APP"],
  ["an installed app and the person who installed it", "github-app-oauth", "CUSTOM"],
  ["an installed plugin", "crisp-plugin-install", "BASIC"],
  ["an MCP server with registration", "linear-mcp", "OAUTH2"],
  ["any MCP server by discovery", "mcp-generic", "OAUTH2"],
  ["nothing at all", "xkcd", undefined],
] as const;
const TRIPS = new Set(["OAUTH2", "OAUTH1", "APP", "CUSTOM", "INSTALL_PLUGIN", "MCP_OAUTH2", "MCP_OAUTH2_GENERIC"]);

let staged: StagedInstance;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  staged = await startStaged(WAYS.map(([, slug]) => slug));
});
test.describe.configure({ timeout: 20_000, mode: "default" });
test.afterAll(() => staged.stop());

/** Fills in the form with values that the simulator accepts. */
async function fillIn(page: Page, { play, labelOf }: Staged): Promise<void> {
  const { variables, credentials } = play.fixtures;
  for (const [name, value] of Object.entries({ ...variables, ...credentials })) {
    const field = page.getByLabel(labelOf(name), { exact: true });
    const isChoice = (await field.evaluate((element) => element.tagName)) === "SELECT";
    if (isChoice) await field.selectOption(value);
    else await field.fill(value);
  }
}

for (const [way, slug, type] of WAYS) {
  test(`an end user connects with ${way} (${slug})`, async ({ page }) => {
    const provider = await staged.setUp(slug);
    await staged.playPages(page);
    await page.goto(provider.connectLink);
    await fillIn(page, provider);
    const isTrip = TRIPS.has(provider.authMode);
    await page.getByRole("button", { name: isTrip ? /^Continue to / : /^Connect$/ }).click();
    if (isTrip) await page.getByRole("link", { name: "Allow" }).click();
    await expect(screen(page, "is connected to")).toBeVisible();
    expect(provider.play.ledger.filter(({ ok }) => !ok)).toEqual([]);
    const { credentials } = await provider.read();
    expect(credentials.type).toBe(type);
  });
}

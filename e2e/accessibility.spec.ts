import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { labParams } from "./support/api";
import { connectionPath, dashboardPaths } from "./support/dashboard";
import { connectInEveryHealth } from "./support/health-states";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

const SERIOUS = new Set(["serious", "critical"]);

// Tracing axe takes longer than its checks, and the trace is of no use.
test.use({ trace: "off" });

/** Returns the serious and critical problems that axe finds. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(); // the pages have no frames
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact && SERIOUS.has(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

/** Checks the page with axe in light and dark mode, and for horizontal overflow at a phone's width. */
async function checkScreen(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect.soft(await violationsOf(page), `${name}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  expect.soft(await violationsOf(page, ["color-contrast"]), `${name}, dark`).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(width, `${name} at 360 px`).toBeLessThanOrEqual(360);
  await page.setViewportSize(size);
}

/** Presses Tab until an element has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  await target.waitFor();
  for (let steps = 0; steps < 20 && !(await isFocused()); steps += 1) await target.page().keyboard.press("Tab");
  await expect(target).toBeFocused();
}

async function checkPaths(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await checkScreen(page, path);
  }
}

test("the pages before sign-in are accessible", async ({ page }) => {
  test.setTimeout(120_000);
  await checkPaths(page, ["/", "/sign-in", "/sign-up", "/forgot-password", "/new-password", "/docs", "/not-there"]);
});

test("the empty dashboard is accessible", async ({ developer: _, page }) => {
  test.setTimeout(120_000);
  await checkPaths(page, dashboardPaths());
});

test("the dashboard with connections is accessible", async ({ api, lab, page }) => {
  test.setTimeout(120_000);
  const { healthy, failing, lost } = await connectInEveryHealth(api, lab);
  await checkPaths(page, [
    ...["getting-started", "integrations", "integrations/lab-oauth2", "connections"].map(
      (it) => `/dashboard/dev/${it}`,
    ),
    connectionPath("lab-api-key", healthy),
    connectionPath("lab-oauth2", failing),
    connectionPath("lab-oauth2", lost),
    connectionPath("lab-oauth2", "not-there"),
  ]);
});

test("every screen of the Connect UI is accessible", async ({ api, page }) => {
  test.setTimeout(120_000);
  await api.addIntegration("lab-oauth2");
  await api.addIntegration("lab-api-key");
  await api.addIntegration("lab-basic");
  const look = async (heading: string) => {
    await expect(screen(page, heading)).toBeVisible();
    await checkScreen(page, heading);
  };

  await page.goto((await api.session(labParams({ lab_consent: "deny" }))).connect_link);
  await look("Connect your accounts to");
  await page.getByRole("button", { name: "Provider lab (basic)" }).click();
  await look("Connect your Provider lab (basic) account");
  await page.getByRole("button", { name: "All accounts" }).click();
  await page.getByRole("button", { name: "Provider lab (OAuth 2.0)" }).click();
  await look("Connect your Provider lab (OAuth 2.0) account");
  await page.getByRole("button", { name: /^Continue to / }).click();
  await look("You didn't approve access");

  await page.goto((await api.session({ allowed_integrations: ["lab-api-key"] })).connect_link);
  const field = page.getByLabel("API key", { exact: true });
  await field.fill("lab_key_wrong");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(field).toHaveAccessibleDescription(/rejected/);
  await look("Connect your Provider lab (API key) account");
  await field.fill("lab_key_valid");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await look("is connected to");
  await page.reload();
  await look("This link was already used");
});

test("an end user connects an account with the keyboard alone", async ({ api, page }) => {
  await api.addIntegration("lab-oauth2");
  await api.addIntegration("lab-api-key");
  const press = async (name: string | RegExp) => {
    await tabTo(page.getByRole("button", { name }));
    await page.keyboard.press("Enter");
  };
  await page.goto((await api.session()).connect_link);
  await press("Provider lab (API key)");
  await tabTo(page.getByLabel("API key", { exact: true }));
  await page.keyboard.type("lab_key_wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("API key", { exact: true })).toHaveAccessibleDescription(/rejected/);
  await page.goBack();
  await press("Provider lab (OAuth 2.0)");
  await press(/^Continue to /);
  await press("Continue as Ada Lovelace");
  await press("Allow");
  await expect(screen(page, "is connected to")).toBeVisible();
});

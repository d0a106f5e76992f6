import { expect, test } from "@playwright/test";
import { screen } from "./support/screen";
import { type StagedInstance, startStaged } from "./support/staged";

const SLUG = "github-app-oauth";

let staged: StagedInstance;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  staged = await startStaged([SLUG]);
});
test.afterAll(() => staged.stop());

test("an installation that an owner must approve is requested, and the page says what happens next", async ({
  page,
}) => {
  const provider = await staged.setUp(SLUG);
  await staged.playPages(page);
  await page.goto(provider.connectLink);
  await page.getByRole("button", { name: /^Continue to / }).click();
  const allow = page.getByRole("link", { name: "Allow" });
  await allow.evaluate((link: HTMLAnchorElement) => {
    const back = new URL(link.href);
    back.searchParams.delete("installation_id");
    back.searchParams.set("setup_action", "request");
    link.href = back.href;
  });
  await allow.click();
  await expect(screen(page, "is waiting for approval")).toBeVisible();
  await expect(page.getByText("You don't need to come back")).toBeVisible();
  await expect(provider.read()).rejects.toThrow(/installation_pending|approve the installation/);
});

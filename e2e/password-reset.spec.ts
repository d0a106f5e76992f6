import type { Page } from "@playwright/test";
import { signIn } from "./support/person";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

const NEW_PASSWORD = "four other plain words";

/** Requests a reset link and reads it from the outbox. */
async function askForLink(page: Page, email: string): Promise<string> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(screen(page, "Forgot your password?")).toBeVisible();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("we sent a link")).toBeVisible();
  await page.getByRole("link", { name: "/dev/mail" }).click();
  const mail = page.getByRole("article").filter({ hasText: `To ${email}` });
  await expect(mail.getByRole("heading", { name: "Reset your Keyhold password" })).toBeVisible();
  const [link] = /http\S+\/new-password#\S+/.exec(await mail.innerText()) ?? [];
  return String(link);
}

async function setPassword(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
}

test("a user resets a forgotten password with an emailed link", async ({ browser, developer, page }) => {
  await page.goto("/dashboard");
  await expect(screen(page, "Getting started")).toBeVisible();
  const elsewhere = await (await browser.newContext()).newPage();
  const link = await askForLink(elsewhere, developer.email);
  await setPassword(elsewhere, link);
  await expect(elsewhere.getByText("Your password was changed")).toBeVisible();

  await test.step("the old session has ended", async () => {
    await page.goto("/dashboard/dev/api-keys");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  await test.step("the old password is rejected, and the new one signs in", async () => {
    await signIn(elsewhere, developer);
    await expect(elsewhere.getByText("Wrong email address or password.")).toBeVisible();
    await signIn(elsewhere, { ...developer, password: NEW_PASSWORD });
    await expect(screen(elsewhere, "Getting started")).toBeVisible();
  });

  await test.step("the link works once", async () => {
    await page.context().clearCookies();
    await setPassword(page, link);
    await expect(page.getByRole("alert").filter({ hasText: /link/ })).toBeVisible();
  });
});

test("the reset form doesn't reveal whether an address has an account", async ({ page }) => {
  await page.goto("/forgot-password");
  await page.getByLabel("Email address").fill("nobody-here@example.com");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("we sent a link")).toBeVisible();
  await page.goto("/dev/mail");
  await expect(page.getByText("nobody-here@example.com")).toHaveCount(0);
});

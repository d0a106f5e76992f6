import { newPerson, signIn } from "./support/person";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

test("an email address can have only one account", async ({ developer, page }) => {
  await page.context().clearCookies();
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Somebody Else");
  await page.getByLabel("Email address").fill(developer.email.toUpperCase());
  await page.getByLabel("Password", { exact: true }).fill("four plain words here");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /already/ })).toBeVisible();
});

test("a user without a session signs in and gets to the page they opened", async ({ developer, page }) => {
  await page.context().clearCookies();
  await page.goto("/dashboard/dev/webhooks");
  await expect(screen(page, "Sign in")).toBeVisible();
  await page.getByLabel("Email address").fill(developer.email);
  await page.getByLabel("Password", { exact: true }).fill(developer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(screen(page, "Webhooks")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("sending the sign-in form leaves no password in the URL", async ({ page }) => {
    const { email, password } = newPerson();
    await signIn(page, { email, password });
    await expect(page).toHaveURL("/sign-in");
    await expect(screen(page, "Sign in")).toBeVisible();
  });
});

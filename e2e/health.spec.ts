import { connectionPath } from "./support/dashboard";
import { connectInEveryHealth } from "./support/health-states";
import { answerAtLab } from "./support/lab";
import { expect, test } from "./support/test";

const CALENDAR = "/dashboard/dev/connections/calendar";

test("a failing refresh shows its reason, the next step and each call, and a manual refresh fixes it", async ({
  api,
  lab,
  page,
}) => {
  const { failing } = await connectInEveryHealth(api, lab);
  await page.goto(connectionPath("lab-oauth2", failing));
  const health = page.getByRole("region", { name: "Health" });
  await expect(health).toContainText("couldn't be reached or returned an error");
  await expect(health).toContainText("Keyhold retries automatically.");
  await expect(health).toContainText("Last accepted by the provider");

  await health.getByRole("link", { name: "See what happened" }).click();
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText(/POST .*\/lab\/oauth2\/token returned 500 in/)).toBeVisible();
  await expect(timeline).toContainText('"refresh_token": "[redacted]"');

  await lab.set(failing, { refresh: "ok" });
  await health.getByRole("button", { name: "Refresh now" }).click();
  await expect(health.getByRole("heading", { name: "Healthy" })).toBeVisible();
});

test("a connection that needs a reconnect is in the calendar until its end user reconnects", async ({
  api,
  lab,
  page,
}) => {
  const { lost } = await connectInEveryHealth(api, lab);
  await page.goto("/dashboard/dev/connections");
  await page.getByRole("link", { name: "Expiring soon" }).click();
  await expect(page).toHaveURL(CALENDAR);
  const part = page.getByRole("region", { name: "Needs reconnect (1)" });
  await expect(part.getByRole("link", { name: "Alan Turing" })).toHaveAttribute(
    "href",
    connectionPath("lab-oauth2", lost),
  );

  await part.getByRole("button", { name: "Create reconnect link" }).click();
  const link = await page.getByRole("dialog").getByRole("textbox").first().inputValue();
  await page.goto(link);
  await page.getByRole("button", { name: /^Continue to/ }).click();
  await answerAtLab(page);
  await expect(page.getByRole("heading", { name: /is connected to .* again$/ })).toBeVisible();
  await page.goto(CALENDAR);
  await expect(page.getByText("No connections expire in the next 30 days")).toBeVisible();
});

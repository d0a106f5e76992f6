import { connectionPath, dashboardPaths, sendWebhooksTo } from "./support/dashboard";
import { connectInEveryHealth } from "./support/health-states";
import { beSignedUp, signUp } from "./support/person";
import { screen, watchProblems } from "./support/screen";
import { expect, test } from "./support/test";

test.describe("every page renders without an error", () => {
  test("in an empty environment", async ({ developer: _, page }) => {
    const problems = watchProblems(page);
    for (const path of dashboardPaths()) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText("couldn't be loaded")).toHaveCount(0);
    }
    expect(problems).toEqual([]);
  });

  test("with connections in every health state", async ({ api, lab, page }) => {
    const { healthy, failing, lost } = await connectInEveryHealth(api, lab);
    const problems = watchProblems(page);
    const found: [string, string, string][] = [
      ["lab-api-key", healthy, "Healthy"],
      ["lab-oauth2", failing, "Refresh failing"],
      ["lab-oauth2", lost, "Needs reconnect"],
    ];
    for (const [integration, id, word] of found) {
      await page.goto(connectionPath(integration, id));
      await expect(page.getByRole("region", { name: "Health" })).toContainText(word);
      await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Authorization");
    }
    for (const path of dashboardPaths({ integration: "lab-oauth2" })) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText("couldn't be loaded")).toHaveCount(0);
    }
    expect(problems).toEqual([]);
  });
});

test("the environment switcher stays in the same section", async ({ developer: _, page }) => {
  await page.goto("/dashboard/dev/webhooks");
  await page.getByRole("button", { name: "Change environment" }).click();
  await page.getByRole("menuitem", { name: /^prod/ }).click();
  await expect(page).toHaveURL("/dashboard/prod/webhooks");
  await expect(screen(page, "Webhooks")).toBeVisible();
});

test("a production key is shown once, works, and is rejected soon after it is deleted", async ({
  developer: _,
  page,
  request,
}) => {
  await page.goto("/dashboard/prod/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("billing worker");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const apiKey = await dialog.getByRole("textbox", { name: "API key" }).inputValue();
  await expect(dialog.getByText("You can't see it again")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /billing worker/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show the key “billing worker”" })).toHaveCount(0);

  const headers = { authorization: `Bearer ${apiKey}` };
  const status = async () => (await request.get("/connections", { headers })).status();
  expect(await status()).toBe(200);
  await page.getByRole("button", { name: "Delete the key “billing worker”" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete key" }).click();
  await expect(page.getByRole("row", { name: /billing worker/ })).toHaveCount(0);
  await expect.poll(status, { timeout: 8_000 }).toBe(401);
});

test("search and filters of the connections are in the URL", async ({ api, lab, page }) => {
  await connectInEveryHealth(api, lab);
  await page.goto("/dashboard/dev/connections");
  const people = page.getByRole("table", { name: "Connections" }).getByRole("link");
  await expect(people).toHaveCount(3);

  await page.getByLabel("Search connections").fill("grace@");
  await expect(page).toHaveURL(/\?search=grace(@|%40)$/);
  await expect(people).toHaveText([/Grace Hopper/]);
  await page.reload();
  await expect(people).toHaveText([/Grace Hopper/]);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(people).toHaveCount(3);

  await page.getByLabel("Health").selectOption({ label: "Needs reconnect" });
  await expect(page).toHaveURL(/\?health=needs_reconnect$/);
  await expect(people).toHaveText([/Alan Turing/]);
  await page.getByLabel("Integration").selectOption("lab-api-key");
  await expect(page.getByText("No connections match these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(people).toHaveCount(3);
});

test("credentials are shown on request, and a connection is deleted after typing its ID", async ({ api, page }) => {
  await api.addIntegration("lab-api-key");
  const id = await api.connect("lab-api-key");
  await page.goto(connectionPath("lab-api-key", id));

  const credentials = page.getByRole("region", { name: "Credentials" });
  await credentials.getByRole("button", { name: "Show credentials" }).click();
  await expect(credentials.getByText("Hidden", { exact: true })).toBeAttached();
  await expect(credentials.getByText("lab_key_valid")).toHaveCount(0);
  await credentials.getByRole("button", { name: "Show: API key" }).click();
  await expect(credentials.getByText("lab_key_valid")).toBeVisible();
  await credentials.getByRole("button", { name: "Hide", exact: true }).click();
  await expect(credentials.getByText("lab_key_valid")).toHaveCount(0);

  await page.getByRole("button", { name: "Delete connection" }).click();
  const question = page.getByRole("alertdialog");
  const deletion = question.getByRole("button", { name: "Delete connection" });
  await expect(deletion).toBeDisabled();
  await question.getByLabel(/to confirm/).fill(id);
  await deletion.click();
  await expect(page).toHaveURL("/dashboard/dev/connections");
  await expect(page.getByText("No connections yet")).toBeVisible();
  expect((await api.get(id, "lab-api-key")).status()).toBe(404);
});

test("webhooks: sends a test event, shows the receiver's response, and retries the delivery", async ({
  developer: _,
  page,
  receiver,
}) => {
  const signingKey = await sendWebhooksTo(page, receiver.url);
  receiver.answer(500);
  await page.goto("/dashboard/dev/webhooks");
  await page.getByRole("button", { name: "Send test event" }).click();
  expect(await receiver.next(signingKey)).toMatchObject({ type: "test" });
  const delivery = page.getByRole("region", { name: "Deliveries" }).getByRole("listitem");
  await expect(delivery).toContainText("Retrying");
  await expect(delivery).toContainText("500");

  receiver.answer(204);
  await delivery.getByText("Retrying").click();
  await delivery.getByRole("button", { name: "Send again" }).click();
  expect(await receiver.next(signingKey)).toMatchObject({ type: "test" });
  await expect(delivery).toContainText("Delivered");
});

test("the signing key is shown on request and rotated, and both keys sign for a day", async ({
  developer: _,
  page,
  receiver,
}) => {
  await sendWebhooksTo(page, receiver.url);
  await page.goto("/dashboard/dev/webhooks");
  const field = page.getByRole("textbox", { name: "Current key" });
  await page.getByRole("button", { name: "Show signing key" }).click();
  const old = await field.inputValue();
  await page.getByRole("button", { name: "Rotate key" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Rotate key" }).click();
  await expect(field).not.toHaveValue(old);
  await page.getByRole("button", { name: "Send test event" }).click();
  await receiver.next(await field.inputValue(), { alsoSignedBy: old });
});

test("signing out ends the session", async ({ page }) => {
  const { email } = await signUp(page);
  await page.getByRole("button", { name: email }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/dashboard/dev/connections");
  await expect(page).toHaveURL(/\/sign-in/);
});

test.describe("access to the dashboard", () => {
  test("without a session, every page leads to sign-in and reveals nothing", async ({
    api,
    browser,
    lab,
    page: developerPage,
    playwright,
    baseURL,
  }) => {
    const { lost } = await connectInEveryHealth(api, lab);
    const paths = dashboardPaths({ integration: "lab-oauth2", connectionId: lost });
    const secret = /Alan Turing|Needs reconnect|Default - Full access/;
    const known = await developerPage.request.get(paths.at(-1) ?? "", { headers: { rsc: "1" } });
    expect(await known.text(), "the developer's own answer").toMatch(secret);
    const stranger = await playwright.request.newContext({ baseURL });
    for (const path of paths) {
      const answers = [
        await stranger.get(path, { maxRedirects: 0 }),
        await stranger.get(`${path}?_rsc=1`, { maxRedirects: 0 }),
        await stranger.get(`${path}?_rsc=1`, { maxRedirects: 0, headers: { rsc: "1" } }),
        await stranger.get(path, { maxRedirects: 0, headers: { rsc: "1", "next-router-prefetch": "1" } }),
      ];
      for (const answer of answers) {
        const text = await answer.text();
        expect.soft(text, path).not.toMatch(secret);
      }
    }
    await stranger.dispose();
    const page = await (await browser.newContext()).newPage();
    for (const path of paths) {
      await page.goto(path);
      await expect(page, path).toHaveURL(/\/sign-in/);
    }
  });

  test("every page of another team returns 'not found'", async ({ api, browser }) => {
    await api.addIntegration("lab-api-key");
    const id = await api.connect("lab-api-key", { end_user: { id: "secret-user" } });
    const page = await (await browser.newContext()).newPage();
    await beSignedUp(page);
    for (const path of [
      connectionPath("lab-api-key", id),
      "/dashboard/dev/integrations/lab-api-key",
      "/dashboard/somewhere-else/connections",
    ]) {
      await page.goto(path);
      await expect(page.getByText("This page doesn't exist"), path).toBeVisible();
      await expect(page.getByText("secret-user")).toHaveCount(0);
    }
  });
});

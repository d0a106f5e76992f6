import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { answerAtLab } from "./support/lab";
import { signUp } from "./support/person";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

/** Runs a program as in a terminal, without the colors that the test runner requests. */
const run = (program: string, parameters: string[]) =>
  promisify(execFile)(program, parameters, { env: { ...process.env, FORCE_COLOR: "0" } });

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Returns the snippet of a step, copied with its button. */
async function copySnippet(page: Page, step: Locator, language: "cURL" | "Node"): Promise<string> {
  await step.getByRole("tab", { name: language }).click();
  const snippet = step.getByRole("tabpanel", { name: language });
  await snippet.getByRole("button", { name: "Copy snippet" }).click();
  await expect(snippet.getByText("Copied", { exact: true })).toBeAttached();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a new developer follows Getting started to the first valid credentials", async ({
  baseURL,
  page,
  lab,
}, testInfo) => {
  test.setTimeout(120_000);
  await signUp(page);
  const progress = page.getByRole("status").filter({ hasText: /done/i });
  const step = (title: string) => page.getByRole("listitem").filter({ hasText: title });
  const header = (title: string) => step(title).getByRole("button", { name: title });
  await expect(progress).toHaveText("0 of 4 done");

  await test.step("adds the lab", async () => {
    await page.getByRole("button", { name: "Add the lab" }).click();
    await expect(progress).toHaveText("1 of 4 done");
    await expect(header("Add the provider lab")).toHaveAccessibleName(/Done:/);
  });

  const connectLink = await test.step("creates a connect session with the cURL snippet", async () => {
    const session = step("Create a connect session");
    await expect(session).toHaveAttribute("aria-current", "step");
    await session.getByRole("button", { name: "Fill in my key" }).click();
    await expect(session.getByText("Contains your API key")).toBeVisible();
    const snippet = await copySnippet(page, session, "cURL");
    expect(snippet).toContain(`${baseURL}/connect/sessions`);
    const { stdout } = await run("bash", ["-c", snippet]);
    await expect(header("Create a connect session")).toHaveAccessibleName(/Done:/);
    return JSON.parse(stdout).data.connect_link as string;
  });

  await test.step("connects an account through the link", async () => {
    const tab = await page.context().newPage();
    await tab.goto(connectLink);
    await tab.getByRole("button", { name: /^Continue to / }).click();
    await answerAtLab(tab);
    await expect(screen(tab, "is connected to")).toBeVisible();
    await tab.close();
    await expect(header("Connect an account, as your user would")).toHaveAccessibleName(/Done:/);
  });

  await test.step("reads the valid credentials with the Node snippet", async () => {
    const file = testInfo.outputPath("keyhold.mjs");
    await writeFile(file, await copySnippet(page, step("Read the credentials"), "Node"));
    const { stdout } = await run(process.execPath, [file]);
    const [, token] = /access_token:\s+'([^']+)'/.exec(stdout) ?? [];
    expect(await lab.tries(`Bearer ${token}`)).toBe(200);
    await expect(progress).toHaveText("All done");
  });

  await test.step("sees the connection in the dashboard", async () => {
    await header("Read the credentials").click();
    await page.getByRole("link", { name: "View connection" }).click();
    await expect(page.getByRole("region", { name: "Health" })).toContainText("Healthy");
  });
});

test("Getting started makes the call for developers without a terminal", async ({ developer: _, page }) => {
  await page.goto("/dashboard/dev/getting-started");
  await page.getByRole("button", { name: "Add the lab" }).click();
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Open a connect link" }).first().click(),
  ]);
  await tab.getByRole("button", { name: /^Continue to / }).click();
  await answerAtLab(tab);
  await expect(screen(tab, "is connected to")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "3 of 4 done" })).toBeVisible();
});

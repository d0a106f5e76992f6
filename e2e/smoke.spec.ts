import { expect, test } from "@playwright/test";

test("the landing page renders", async ({ page }) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(problems).toEqual([]);
});

test("GET /health returns 200", async ({ request }) => {
  expect((await request.get("/health")).status()).toBe(200);
});

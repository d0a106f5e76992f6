import type { Locator, Page } from "@playwright/test";

/** Returns the main heading of a screen. */
export function screen(page: Page, name: string): Locator {
  return page.getByRole("heading", { level: 1, name });
}

/** Collects page errors and console errors. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${page.url()}: ${message.text()}`);
  });
  return problems;
}

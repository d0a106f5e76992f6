import { chromium, defineConfig, devices } from "@playwright/test";
import { findBrowser, placesHere } from "./scripts/browser/find";

const executablePath = findBrowser(placesHere(chromium.executablePath()));

/** Chromium without background requests. Also runs as root. */
const QUIET_BROWSER = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/instance.ts",
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // Two browsers, a server and a database share two cores, so a test that failed because of a pause is retried once and
  // reported as flaky.
  retries: 1,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "dist/test/journeys.json" }]],
  use: {
    // Set by the global setup, before the workers read this.
    baseURL: process.env.KEYHOLD_E2E_URL,
    trace: { mode: "retain-on-failure", screenshots: false }, // screenshots of each test would use half of the two cores
    launchOptions: { args: QUIET_BROWSER, ...(executablePath && { executablePath }) },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
});

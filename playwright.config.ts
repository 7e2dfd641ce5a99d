import { defineConfig } from '@playwright/test';

/*
 * `npm test` names the browser; `npx playwright test` alone takes the distribution's. In CI a story that fails is told
 * once more from its beginning, on a machine that two browsers share with two databases; `npm test` then prints what
 * happened the first time. Elsewhere nothing is tried twice.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/support/global-setup.ts',
  workers: 2,
  fullyParallel: false,
  retries: process.env.CI ? 1 : 0,
  timeout: 600_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  outputDir: process.env.LANTAI_E2E_RESULTS ?? 'test-results',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.LANTAI_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});

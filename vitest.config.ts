import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,server,db,jobs,e2e}/**/*.test.{ts,tsx}'],
    globalSetup: ['db/testing/global-setup.ts'],
    setupFiles: ['db/testing/setup.ts'],
    pool: 'forks',
    // What is loaded once serves all files of a worker: loading it anew for each took as long as half of the tests.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
});

import { afterAll, afterEach, expect, vi } from 'vitest';
import { removeTempFolders } from './temp-folder.ts';
import { closeTestDatabase } from './test-db.ts';

// What nobody expected to be printed as an error is a fault.
const errors = vi.spyOn(console, 'error');
afterEach(() => {
  const calls = errors.mock.calls.map((call) => call.map(String).join(' '));
  errors.mockClear();
  expect(calls).toEqual([]);
});
afterAll(async () => {
  // Files share a process: none leaves its environment to the next.
  vi.unstubAllEnvs();
  await closeTestDatabase();
  removeTempFolders();
});

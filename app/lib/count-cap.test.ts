import { expect, it } from 'vitest';
import { COUNT_CAP as SERVER_COUNT_CAP } from '@/server/domain/shared/pagination';
import { COUNT_CAP } from './count-cap';

it('is the cap at which the server stops counting', () => {
  expect(COUNT_CAP).toBe(SERVER_COUNT_CAP);
});

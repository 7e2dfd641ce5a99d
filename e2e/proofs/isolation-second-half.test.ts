import { it } from 'vitest';
import { expectIsolation } from './expect-isolation.ts';

it(
  'shows nobody anything of another tenant without a live grant, in any procedure, role or context',
  () => expectIsolation({ at: 1, of: 2 }),
  1_800_000,
);

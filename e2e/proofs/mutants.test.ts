import { expect, inject, it } from 'vitest';
import { proveMutants } from './mutants.ts';
import { emptyDatabase } from './scratch-database.ts';

it('notices every policy that is dropped or weakened', async () => {
  const scratch = await emptyDatabase(inject('adminUrl'), 'mutants');
  try {
    const { mutants, killed, survivors } = await proveMutants(scratch.url);
    expect(survivors).toEqual([]);
    expect(killed).toBe(mutants);
    expect(mutants).toBeGreaterThan(50);
  } finally {
    await scratch.drop();
  }
}, 240_000);

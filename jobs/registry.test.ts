import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineJobContract, type JobContract } from '@/server/outbox/job-contract';
import { bindSingle, bindStepwise } from './bind.ts';
import { indexBindings, registry } from './registry.ts';

const FEATURES = fileURLToPath(new URL('../server/features', import.meta.url));

const isContract = (value: unknown): value is JobContract =>
  typeof value === 'object' && value !== null && 'name' in value && 'payload' in value && 'mode' in value;

/** Every contract that a feature exports. */
const readContracts = async (): Promise<JobContract[]> => {
  const files = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.jobs.ts'),
  );
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(FEATURES, file)).href)));
  return modules.flatMap((module) => Object.values(module).filter(isContract));
};

const contract = defineJobContract({ name: 'test.nothing', payload: z.object({}), mode: 'single' });

describe('the registry of jobs', () => {
  it('binds every contract of every feature once', async () => {
    const contracts = await readContracts();
    const bound = registry.map((binding) => binding.contract.name).sort();
    expect(bound).toEqual(contracts.map(({ name }) => name).sort());
    // The very contract, not another one of the same name.
    for (const known of contracts) {
      expect(
        registry.filter((binding) => binding.contract === known),
        known.name,
      ).toHaveLength(1);
    }
  });

  it('names jobs feature.verb-object', async () => {
    for (const { name } of await readContracts()) expect(name).toMatch(/^[a-z-]+\.[a-z]+(-[a-z]+)*$/);
  });

  it('does not start with two bindings of one name', () => {
    const binding = bindSingle(contract, async () => null);
    expect(() => indexBindings([binding, binding])).toThrow('bound twice');
  });

  it('refuses to bind a contract in the other mode', () => {
    expect(() => bindStepwise(contract, async () => null)).toThrow('is single');
  });
});

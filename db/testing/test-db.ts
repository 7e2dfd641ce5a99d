import { Client } from 'pg';
import { inject } from 'vitest';
import { createPools, type Pools } from '../client.ts';

let opened: { pools: Pools; adminUrl: string; admin: Client } | undefined;

const open = async () => {
  if (opened) return opened;
  const url = new URL(inject('adminUrl'));
  const name = `lantai_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = new Client({ connectionString: url.toString() });
  await admin.connect();
  // Copies of one template must not overlap.
  await admin.query('select pg_advisory_lock(4711)');
  await admin.query(`create database ${name} template lantai_test_template`);
  await admin.end();
  url.pathname = `/${name}`;
  const adminUrl = url.toString();
  const owner = new Client({ connectionString: adminUrl });
  await owner.connect();
  opened = { pools: createPools(adminUrl, 6), adminUrl, admin: owner };
  return opened;
};

/** Pools of the three roles that own nothing, over a fresh database of this test file. */
export const testPools = async (): Promise<Pools> => (await open()).pools;

/** The owner's connection: for arranging what no role may do, and for looking behind the fence. Never the thing under test. */
export const testAdmin = async (): Promise<Client> => (await open()).admin;

export const testAdminUrl = async (): Promise<string> => (await open()).adminUrl;

export const closeTestDatabase = async (): Promise<void> => {
  if (!opened) return;
  await opened.pools.close();
  await opened.admin.end();
  opened = undefined;
};

import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureDatabase } from '../embedded/ensure.mjs';
import { migrateToLatest } from '../migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
  }
}

/** One cluster for the run, one migrated template; each test file copies it. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  const url = new URL(cluster.url);
  const admin = new Client({ connectionString: cluster.url });
  await admin.connect();
  const left = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like 'lantai_test%'",
  );
  for (const { datname } of left.rows) await admin.query(`drop database if exists "${datname}" with (force)`);
  await admin.query('create database lantai_test_template');
  await admin.end();
  url.pathname = '/lantai_test_template';
  await migrateToLatest(url.toString());
  project.provide('adminUrl', cluster.url);
  return async () => {
    await cluster.stop();
  };
};

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { ensureDatabase } from './embedded/ensure.mjs';
import { migrateToLatest } from './migrate.ts';

/*
 * Writes db/schema.gen.ts from a database that was migrated for it; with --check it only compares, for CI. A new
 * database each time, so that a migration that is still being written may change.
 */
const target = fileURLToPath(new URL('./schema.gen.ts', import.meta.url));
const cluster = await ensureDatabase({ purpose: 'test' });
const database = `lantai_codegen_${process.pid}`;
const url = new URL(cluster.url);
url.pathname = `/${database}`;
const admin = new Client({ connectionString: cluster.url });
await admin.connect();
try {
  await admin.query(`create database ${database} template template0`);
  await migrateToLatest(url.href);
  const before = readFileSync(target, 'utf8');
  execFileSync(
    'npx',
    [
      'kysely-codegen',
      '--dialect=postgres',
      '--camel-case',
      '--date-parser=string',
      '--out-file',
      target,
      '--url',
      url.href,
      '--exclude-pattern=kysely_*',
      '--type-mapping={"int8":"number","timestamptz":"string","numeric":"string","tsvector":"string"}',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const after = readFileSync(target, 'utf8');
  if (process.argv.includes('--check')) {
    writeFileSync(target, before);
    if (before !== after) {
      console.error('db/schema.gen.ts does not match the migrations: run npm run codegen');
      process.exitCode = 1;
    }
  }
} finally {
  await admin.query(`drop database if exists ${database} with (force)`);
  await admin.end();
  await cluster.stop();
}

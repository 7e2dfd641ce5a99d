import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureDatabase } from './embedded/ensure.mjs';
import { migrateToLatest } from './migrate.ts';

/* Writes db/schema.gen.ts from a migrated database; with --check it only compares, for CI. */
const target = fileURLToPath(new URL('./schema.gen.ts', import.meta.url));
const cluster = await ensureDatabase({ purpose: 'test' });
try {
  await migrateToLatest(cluster.url);
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
      cluster.url,
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
  await cluster.stop();
}

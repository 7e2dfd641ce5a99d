import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './lib/repository.mjs';

/*
 * What browsers download must hold no code of the server. These words occur in the server's own code and packages and
 * nowhere in the pages, so one of them in the bundle is a module on the wrong side.
 */
const SERVER_WORDS = ['set_config', 'enter_grants', 'kysely', 'lantai_app', 'pg-pool', 'argon2'];

const folder = inRoot('build', 'pages', 'client');
const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
const files = entries
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

const found = files.flatMap((file) => {
  const bytes = readFileSync(file);
  return SERVER_WORDS.filter((word) => bytes.includes(word)).map((word) => `${path.relative(folder, file)}: ${word}`);
});

if (files.length === 0 || found.length > 0) {
  console.error(files.length === 0 ? 'build/pages/client is empty' : `server code in the bundle:\n${found.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(`${files.length} files, none holds server code`);
}

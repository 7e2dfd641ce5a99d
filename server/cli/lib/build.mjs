import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { refuse } from './messages.mjs';
import { assertCodeWritable, inRoot, ROOT, toolOf } from './repository.mjs';
import { reasonIn, runNode } from './run.mjs';

/** Everything that ends up in the bundle. Server code runs from its sources and is not among it. */
const SOURCES = ['app', 'server/domain', 'vite.config.ts', 'remix.config.js', 'package-lock.json'];

export const ensureBuilt = async ({ signal, say }) => {
  const wanted = fingerprint();
  if (existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === wanted) {
    return;
  }
  assertCodeWritable();
  say('正在构建页面 / building the pages');
  // Removed first, so that a build which is cut short is done again.
  rmSync(stampFile(), { force: true });
  const { code, output } = await runNode([toolOf('remix'), 'vite:build'], { env: { NODE_ENV: 'production' }, signal });
  signal?.throwIfAborted();
  if (code !== 0) {
    console.error(reasonIn(output, 15));
    throw refuse('BUILD_FAILED');
  }
  writeFileSync(stampFile(), wanted);
};

const stampFile = () => inRoot('build', '.sources');

const fingerprint = () => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesUnder)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
};

const filesUnder = (source) => {
  if (path.extname(source)) {
    return existsSync(inRoot(source)) ? [source] : [];
  }
  return readdirSync(inRoot(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
};

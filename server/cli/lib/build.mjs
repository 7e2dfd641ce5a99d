import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { refuse } from './messages.mjs';
import { assertCodeWritable, inRoot, ROOT, toolOf } from './repository.mjs';
import { reasonIn, runNode } from './run.mjs';

const BUILDS = [
  {
    // Everything that ends up in the pages. Of the server they hold its words only.
    sources: ['app', 'server/domain', 'vite.config.ts', 'remix.config.js', 'package-lock.json'],
    stamp: '.sources',
    saying: '正在构建页面 / building the pages',
    build: async (signal) => {
      const env = { NODE_ENV: 'production' };
      const { code, output } = await runNode([toolOf('remix'), 'vite:build'], { env, signal });
      return code === 0 ? null : reasonIn(output, 15);
    },
  },
  {
    sources: ['server', 'db', 'jobs', 'tsconfig.json', 'package-lock.json'],
    stamp: '.programs',
    saying: '正在构建服务程序 / building the programs',
    build: async () => {
      try {
        const { buildPrograms } = await import('./programs.mjs');
        await buildPrograms();
        return null;
      } catch (error) {
        return error.message;
      }
    },
  },
];

/** What `npm start` serves, made again where sources have changed since. */
export const ensureBuilt = async ({ signal, say }) => {
  await ensurePrograms({ signal, say });
  await ensureFresh(BUILDS[0], { signal, say });
};

/** Web, worker and their helpers alone: a second's work, and enough to prepare a database. */
export const ensurePrograms = (options) => ensureFresh(BUILDS[1], options);

const ensureFresh = async ({ sources, stamp, saying, build }, { signal, say }) => {
  const file = inRoot('build', stamp);
  const wanted = fingerprint(sources);
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) {
    return;
  }
  assertCodeWritable();
  say(saying);
  // Removed first, so that a build which is cut short is done again.
  rmSync(file, { force: true });
  const complaint = await build(signal);
  signal?.throwIfAborted();
  if (complaint !== null) {
    console.error(complaint);
    throw refuse('BUILD_FAILED');
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wanted);
};

const fingerprint = (sources) => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) {
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

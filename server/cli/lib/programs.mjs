import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, ROOT } from './repository.mjs';

/*
 * The server's programs as few plain files: begun from their sources, web and worker each take two hundred megabytes
 * and several seconds more. Packages stay where they are installed.
 */
const FOLDER = inRoot('build', 'programs');
const ENTRIES = ['server/web.ts', 'jobs/worker.ts', 'server/cli/prepare.ts'];

/** Programs that are begun by others of ours bear it in their names. */
const helpers = () =>
  readdirSync(inRoot('server'), { recursive: true })
    .filter((file) => file.endsWith('-process.ts'))
    .map((file) => path.join('server', file));

/** The arguments for Node that begin a program: as it was built, or from its source. */
export const commandOf = (source, { isBuilt }) =>
  isBuilt ? [path.join(FOLDER, `${path.basename(source, '.ts')}.mjs`)] : ['--import', 'tsx', inRoot(source)];

export const buildPrograms = async () => {
  const { build, stop } = await import('esbuild');
  rmSync(FOLDER, { recursive: true, force: true });
  await build({
    entryPoints: [...ENTRIES, ...helpers()].map((file) => inRoot(file)),
    outdir: FOLDER,
    // All in one folder, so that `fromSource` knows the way from there to the sources.
    entryNames: '[name]',
    chunkNames: 'part-[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': ROOT },
    sourcemap: true,
    sourcesContent: false,
    define: { 'process.env.LANTAI_PROGRAMS': '"built"' },
    plugins: [fromSource],
    logLevel: 'silent',
  });
  // Its own process would stay as long as the start does, with some two hundred megabytes.
  await stop();
};

/** Modules find the files beside them, which are not bundled, by their own address: it stays that of the source. */
const fromSource = {
  name: 'from-source',
  setup: (build) => {
    build.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const toSource = path.relative(FOLDER, file).split(path.sep).join('/');
      const own = `new URL(${JSON.stringify(toSource)}, import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', own), loader: file.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { refuse } from './messages.mjs';
import { assertCodeWritable, inRoot } from './repository.mjs';
import { reasonIn, run } from './run.mjs';

const MINIMUM = [20, 19];

export const assertNodeVersion = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw refuse('NODE_TOO_OLD', { found: process.versions.node });
  }
};

/**
 * Runs `npm install` unless node_modules holds what package-lock.json asks for. Not `npm ci`: the lock file may have
 * been written on another platform, whose binaries it then names.
 */
export const ensureInstalled = async ({ signal, say }) => {
  if (isInstalled()) {
    return;
  }
  assertCodeWritable();
  say('正在安装依赖 / installing packages');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...prefix] = npm;
  // Development packages too, whatever NODE_ENV says: the build needs them.
  const options = ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await run(command, [...prefix, ...options], { signal });
  signal?.throwIfAborted();
  if (code !== 0) {
    console.error(reasonIn(output, 15));
    throw refuse('INSTALL_FAILED');
  }
  writeFileSync(stampFile(), fingerprint());
};

const stampFile = () => inRoot('node_modules', '.lantai-installed');

/** The stamp is ours; where somebody ran npm by hand, npm's own record of what it installed answers instead. */
const isInstalled = () => {
  if (!existsSync(inRoot('node_modules', '.package-lock.json'))) {
    return false;
  }
  if (existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === fingerprint()) {
    return true;
  }
  return manifestMatchesLock() && lockMatchesInstalled();
};

const fingerprint = () => {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  return hash
    .update(readFileSync(inRoot('package-lock.json')))
    .update(JSON.stringify(wanted(manifest())))
    .digest('hex');
};

const manifest = () => readJson('package.json');

const wanted = ({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }) => ({
  ...dependencies,
  ...devDependencies,
  ...optionalDependencies,
});

const manifestMatchesLock = () => {
  const locked = wanted(readJson('package-lock.json').packages['']);
  return Object.entries(wanted(manifest())).every(([name, range]) => locked[name] === range);
};

const lockMatchesInstalled = () => {
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([place, { version, optional, peer, link }]) =>
      place === '' || link || installed[place]?.version === version || (!installed[place] && (optional || peer)),
  );
};

const readJson = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8'));

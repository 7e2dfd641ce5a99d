import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse } from './messages.mjs';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');

export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** The script behind a command of an installed package, to be run by this very Node. */
export const toolOf = (name) => inRoot('node_modules', '.bin', name);

export const assertCodeWritable = () => {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    throw refuse('CODE_NOT_WRITABLE', { path: ROOT });
  }
};

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A second working tree of the repository names the first one in its `.git` file. */
const firstTree = (root: string): string => {
  const git = path.join(root, '.git');
  if (!existsSync(git) || statSync(git).isDirectory()) return root;
  const folder = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1];
  return folder ? path.resolve(root, folder, '../../..') : root;
};

/**
 * Where the test data of other bodies stands: fixtures of the OCFL editors, schemas of IIIF and EAD3. They are theirs and
 * no part of the repository; they lie beside it, or where LANTAI_CONFORMANCE says. Null when they are not at hand: then
 * the test that needs them counts as skipped, while the one that asks for the same in our own words runs everywhere.
 * @throws when LANTAI_CONFORMANCE names a folder that does not hold them: who set it wants them to be asked.
 */
export const conformance = (part: string): string | null => {
  const given = process.env.LANTAI_CONFORMANCE;
  if (given) {
    const at = path.join(given, part);
    if (!existsSync(at)) throw new Error(`LANTAI_CONFORMANCE is set, but there is no ${at}`);
    return at;
  }
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const at = path.join(firstTree(root), '../shared/conformance', part);
  return existsSync(at) ? at : null;
};

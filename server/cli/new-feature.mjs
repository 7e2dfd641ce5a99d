import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addToAppRouter, featureSkeleton } from './lib/feature-skeleton.mjs';
import { refuse, runMain } from './lib/messages.mjs';
import { inRoot, toolOf } from './lib/repository.mjs';
import { runNode } from './lib/run.mjs';

/* `npm run new:feature -- <name>`: the files of docs/architecture.md for a feature, ready to compile and to test. */
await runMain(async () => {
  const name = process.argv[2] ?? '';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw refuse('NAME_INVALID');
  }
  const skeleton = featureSkeleton(name);
  const taken = Object.keys(skeleton.files).find((file) => existsSync(inRoot(file)));
  if (taken) {
    throw refuse('FEATURE_EXISTS', { path: taken });
  }
  for (const [file, text] of Object.entries(skeleton.files)) {
    mkdirSync(path.dirname(inRoot(file)), { recursive: true });
    writeFileSync(inRoot(file), text);
    console.log(`+ ${file}`);
  }
  const list = inRoot('server/trpc/app-router.ts');
  writeFileSync(list, addToAppRouter(readFileSync(list, 'utf8'), name, skeleton));
  // Puts the new import into its place among the others.
  await runNode([toolOf('biome'), 'check', '--write', ...Object.keys(skeleton.files), list]);
  console.log('~ server/trpc/app-router.ts');
  console.log('next: docs/playbooks/add-a-table.md, docs/playbooks/add-a-procedure.md');
});

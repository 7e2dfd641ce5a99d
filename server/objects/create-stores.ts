import path from 'node:path';
import { createDerivatives } from '@/server/imaging/derivatives';
import { createDiskStore } from './disk-store.ts';
import type { ObjectStore } from './object-store.ts';
import { createOcflStore } from './ocfl/ocfl-store.ts';
import { createStaging } from './staging.ts';
import { createViewTokens } from './view-token.ts';

/** The stores of an installation, all under its data folder. */
export const createStores = (dataDir: string): ObjectStore => ({
  ...createDiskStore(path.resolve(dataDir, 'objects')),
  records: createOcflStore(path.resolve(dataDir, 'records')),
  staging: createStaging(path.resolve(dataDir, 'staging')),
  derivatives: createDerivatives(path.resolve(dataDir, 'derivatives')),
  viewTokens: createViewTokens(dataDir),
});

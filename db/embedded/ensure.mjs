import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster } from './cluster.mjs';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const FAST_AND_FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const CLUSTERS = {
  app: { folder: 'postgres', settings: {} },
  test: { folder: 'test-postgres', settings: FAST_AND_FORGETFUL },
  bench: { folder: 'bench-postgres', settings: {} },
};

export const dataRoot = () => path.resolve(REPOSITORY, process.env.LANTAI_DATA_DIR || '.data');

/** Tests create and alter roles at will, so a DATABASE_URL that happens to be set is not for them. */
export const ensureDatabase = async ({ purpose }) => {
  const given = purpose === 'test' ? process.env.TEST_DATABASE_URL : process.env.DATABASE_URL;
  if (given) {
    return { url: given, stop: async () => {} };
  }
  const { folder, settings } = CLUSTERS[purpose];
  return startCluster({ dataDir: path.join(dataRoot(), folder), settings });
};

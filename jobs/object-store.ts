import path from 'node:path';
import { readEnv } from '@/server/config/env';
import { createDiskStore } from '@/server/objects/disk-store';
import type { ObjectStore } from '@/server/objects/object-store';

let opened: ObjectStore | undefined;

/** The store of this process, beside the one of the web server: both know only the folder. */
export const objectStore = (): ObjectStore => {
  opened ??= createDiskStore(path.resolve(readEnv().DATA_DIR, 'objects'));
  return opened;
};

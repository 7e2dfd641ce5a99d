import { storeSettingsAt } from '@/server/config/env';
import { checkBucket } from '@/server/objects/s3/check-bucket';

/*
 * Proves that the bucket of the settings does what is asked of it: `npm run check:bucket`. One line; exit 0: it does,
 * 1: it does not, 2: no bucket is configured.
 */
const main = async (): Promise<number> => {
  const { s3 } = storeSettingsAt(process.env.DATA_DIR ?? '.data');
  if (!s3) {
    console.log('no bucket is configured: OBJECT_STORE is disk');
    return 2;
  }
  const began = Date.now();
  const { done, failed } = await checkBucket(s3);
  const place = `bucket ${s3.bucket} at ${s3.endpoint}`;
  if (failed) console.log(`${place}: FAILED at ${failed.step}: ${failed.why}`);
  else console.log(`${place}: ok (${done.join(', ')}) in ${Date.now() - began} ms`);
  return failed ? 1 : 0;
};

process.exitCode = await main();

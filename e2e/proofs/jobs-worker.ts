import { runWorker } from '@/jobs/run-worker';
import { proofBindings } from './jobs-contract.ts';

/** The product's worker with the proof's jobs instead of the product's. */
runWorker(proofBindings).catch((error) => {
  console.error(error);
  process.exit(1);
});

import { buildPrograms } from './lib/programs.mjs';

/* For the image, where nothing is built at the start. */
await buildPrograms();

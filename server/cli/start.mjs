import { bringUp } from './lib/bring-up.mjs';
import { runMain } from './lib/messages.mjs';

/* `npm start`: from a fresh clone to a running service. Plain JavaScript, because it runs before anything is installed. */
await runMain(() => bringUp({ mode: 'production' }));

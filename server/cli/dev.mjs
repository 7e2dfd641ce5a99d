import { watch } from 'node:fs';
import { bringUp } from './lib/bring-up.mjs';
import { runMain } from './lib/messages.mjs';
import { inRoot } from './lib/repository.mjs';

const RESTART_FOR = ['server', 'db', 'jobs'];
const SETTLE_MS = 300;

/** Pages are reloaded by Vite inside the web process; a change below the pages needs new processes. */
const restartOnChange = (services) => {
  let timer;
  const schedule = (_event, file) => {
    if (file && /\.(ts|mjs)$/.test(file) && !/\.test\.ts$/.test(file)) {
      clearTimeout(timer);
      timer = setTimeout(() => void Promise.all(services.map((service) => service.restart())), SETTLE_MS);
    }
  };
  const watchers = RESTART_FOR.map((folder) => watch(inRoot(folder), { recursive: true }, schedule));
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) {
      watcher.close();
    }
  };
};

/* `npm run dev`: as `npm start`, with reload. */
await runMain(() => bringUp({ mode: 'development', onUp: restartOnChange }));

import { clamdOf, readEnv } from './config/env.ts';
import { createWebServer } from './http/create-web-server.ts';
import { askClamdAt } from './objects/inspect/scan-for-viruses.ts';
import { log } from './observability/logger.ts';

/* Process entry of the web server. Ends by itself when the process that started it is gone. */
const env = readEnv();
askClamdAt(clamdOf(env));
const web = await createWebServer(env);
const server = web.app.listen(env.PORT, env.HOST, () => log.info('web listens', { port: env.PORT }));
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? 'PORT_IN_USE' : error.message);
  process.exit(1);
});
server.requestTimeout = 120_000;

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  server.close(() => void web.close().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 20_000).unref();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);

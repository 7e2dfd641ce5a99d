import { freePort, type Service, startService, untilHealthy } from '../support/processes';
import type { ServedWorld } from '../support/world';

/** A web process of one test over the district's database and files: it may be killed without anybody else noticing. */
export interface OwnServer {
  baseUrl: string;
  /** Ends it in the middle of whatever it does, and answers when another one serves the same address. */
  crash(): Promise<{ restart(): Promise<void> }>;
  stop(): Promise<void>;
}

export const startOwnServer = async (world: ServedWorld): Promise<OwnServer> => {
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const env = {
    DATABASE_URL: world.adminUrl,
    DATA_DIR: world.dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
  };
  let service: Service;
  const start = async (): Promise<void> => {
    service = startService('server/web.ts', env);
    await untilHealthy(baseUrl, service);
  };
  await start();
  return {
    baseUrl,
    crash: async () => {
      await service.kill();
      return { restart: start };
    },
    stop: () => service.stop(),
  };
};

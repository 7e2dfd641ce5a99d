import { Client } from 'pg';

const PREFIX = 'lantai_e2e_';

const withClient = async <T>(url: string, run: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const urlOf = (clusterUrl: string, name: string): string => {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

/** Databases of runs that ended without a word. */
export const dropForgotten = (clusterUrl: string): Promise<void> =>
  withClient(clusterUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [PREFIX],
    );
    for (const { name } of rows) {
      const pid = Number(name.slice(PREFIX.length).split('_')[0]);
      if (!isAlive(pid)) await client.query(`drop database if exists "${name}" with (force)`);
    }
  });

/** A database of this process; `like` is the purpose of one to copy, which nobody may be using. */
export const createDatabase = (clusterUrl: string, purpose: string, like?: string): Promise<string> =>
  withClient(clusterUrl, async (client) => {
    const name = `${PREFIX}${process.pid}_${purpose}`;
    const template = like ? `template "${PREFIX}${process.pid}_${like}"` : '';
    await client.query(`create database "${name}" ${template}`);
    return urlOf(clusterUrl, name);
  });

export const dropDatabase = (clusterUrl: string, databaseUrl: string): Promise<void> =>
  withClient(clusterUrl, async (client) => {
    await client.query(`drop database if exists "${new URL(databaseUrl).pathname.slice(1)}" with (force)`);
  });

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCluster } from './cluster.mjs';

const SMALL = { fsync: 'off', shared_buffers: '16MB' };

let home: string;
let dataDir: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'lantai-cluster-'));
  // Root runs Postgres under another account, which has to be let through.
  chmodSync(home, 0o711);
  dataDir = path.join(home, 'postgres');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const start = (settings: Record<string, string> = SMALL) => startCluster({ dataDir, settings });

const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
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

describe('the embedded cluster', { timeout: 60_000 }, () => {
  it('keeps what was committed when the server is killed, and stops without leaving a process', async () => {
    const first = await start();
    await query(first.url, 'create table kept (n int); insert into kept values (7)');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;

    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);

    await second.stop();
    expect(isAlive(second.pid)).toBe(false);
  });

  it('is joined by a second user, and ends with the last', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.pid).toBe(first.pid);

    await first.stop();
    expect(await query(second.url, 'select 1 as n')).toEqual([{ n: 1 }]);

    await second.stop();
    // A process that has ended is still listed until its parent has taken note of it.
    await expect.poll(() => isAlive(second.pid), { timeout: 10_000 }).toBe(false);
  });

  it('can be entered again when the file with its password is lost', async () => {
    const first = await start();
    await query(first.url, 'create table kept (n int)');
    await first.stop();
    rmSync(`${dataDir}.json`);

    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await query(second.url, 'select n from kept')).toEqual([]);
    await second.stop();
  });

  it('keeps its password from other accounts of the machine', async () => {
    const cluster = await start();
    expect(statSync(`${dataDir}.json`).mode & 0o077).toBe(0);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
    await cluster.stop();
  });

  it('refuses to build a cluster over other files, and says why', async () => {
    const note = path.join(dataDir, 'note.txt');
    mkdirSync(dataDir);
    writeFileSync(note, 'mine');

    await expect(start()).rejects.toMatchObject({ code: 'CLUSTER_FOREIGN' });
    expect(readFileSync(note, 'utf8')).toBe('mine');
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket, connect as toServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';

/* A phone and the network between it and the server, both of which can be cut off in the middle of anything. */

export interface Network {
  baseUrl: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A slow wire to the server: an upload takes long enough to be hit. */
export const openNetwork = async (serverUrl: string): Promise<Network> => {
  const port = Number(new URL(serverUrl).port);
  const open = new Set<Socket>();
  let isCut = false;
  const wire = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const server = toServer(port, '127.0.0.1');
    for (const end of [phone, server]) {
      open.add(end);
      end.on('error', () => undefined).on('close', () => open.delete(end));
    }
    phone.on('data', (bytes) => {
      phone.pause();
      setTimeout(() => {
        if (!server.destroyed) server.write(bytes);
        phone.resume();
      }, 15);
    });
    server.pipe(phone);
    phone.on('close', () => server.destroy());
    server.on('close', () => phone.destroy());
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  const cut = (): void => {
    isCut = true;
    for (const end of open) end.destroy();
  };
  return {
    baseUrl: `http://localhost:${typeof address === 'object' && address ? address.port : 0}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      return new Promise((resolve) => wire.close(() => resolve()));
    },
  };
};

export interface Phone {
  context: BrowserContext;
  page: Page;
  /** SIGKILL to the browser and all its processes. */
  kill(): Promise<void>;
}

const CHROMIUM = process.env.LANTAI_CHROMIUM || '/usr/bin/chromium';
const START_MS = 30_000;

const addressOf = async (profile: string, child: ChildProcess): Promise<string> => {
  const file = path.join(profile, 'DevToolsActivePort');
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`the browser ended with ${child.exitCode}`);
    const [port, socket] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port && socket) return `ws://127.0.0.1:${port}${socket}`;
  }
  throw new Error('the browser does not start');
};

/** Starts the browser on the same profile as the one before it, the way a person opens it again. */
export const startPhone = async (profile: string): Promise<Phone> => {
  for (const left of ['DevToolsActivePort', 'SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(path.join(profile, left), { force: true });
  const child = spawn(
    CHROMIUM,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-gpu',
      '--lang=zh-CN',
      '--window-size=390,844',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A group of its own, so that the kill reaches all of its processes and nobody else's.
    { detached: true, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(await addressOf(profile, child));
    const [context] = browser.contexts();
    if (!context) throw new Error('the browser has no window');
    return { context, page: context.pages()[0] ?? (await context.newPage()), kill };
  } catch (error) {
    await kill();
    throw error;
  }
};

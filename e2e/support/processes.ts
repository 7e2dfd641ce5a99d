import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { commandOf } from '@/server/cli/lib/programs.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 150_000;
const STOP_MS = 10_000;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** What would make a server of ours talk to somebody else's database or queue stays outside. */
const cleanEnvironment = (): NodeJS.ProcessEnv => {
  const { REDIS_URL: _redis, PUBLIC_ORIGIN: _origin, LANTAI_DEMO: _demo, ...rest } = process.env;
  return rest;
};

/** Programs are begun as they are shipped: built before the first of them. */
const startScript = (script: string, env: Record<string, string>): { child: ChildProcess; said: () => string } => {
  const child = spawn(process.execPath, commandOf(script, { isBuilt: true }), {
    cwd: ROOT,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-20_000);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  return { child, said: () => output };
};

/** Runs a script to its end. @throws with what it said when it fails */
export const runScript = async (script: string, env: Record<string, string>): Promise<string> => {
  const { child, said } = startScript(script, env);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${said()}`);
  return said();
};

export interface Service {
  hasEnded(): boolean;
  /** What it has printed last, for the report of a failure. */
  said(): string;
  stop(): Promise<void>;
  /** As a power cut does it. */
  kill(): Promise<void>;
}

export const startService = (script: string, env: Record<string, string>): Service => {
  const { child, said } = startScript(script, env);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    said,
    hasEnded,
    stop: async () => {
      if (!hasEnded()) child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(killer);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/**
 * Waits until GET /healthz answers 200. A server that has ended is not waited for: somebody else may have taken the
 * port in between, and would answer in its place.
 * @throws with the last words of the server
 */
export const untilHealthy = async (baseUrl: string, service: Service): Promise<void> => {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (service.hasEnded()) throw new Error(`${baseUrl} has ended:\n${service.said()}`);
    const healthy = await fetch(`${baseUrl}/healthz`)
      .then(async (response) => response.ok && 'version' in ((await response.json()) as object))
      .catch(() => false);
    if (healthy) return;
    await sleep(100);
  }
  throw new Error(`${baseUrl} does not become healthy:\n${service.said()}`);
};

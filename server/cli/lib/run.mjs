import { spawn } from 'node:child_process';
import { ROOT } from './repository.mjs';

/** Runs a program to its end and keeps what it printed. Never rejects: the caller judges the exit code. */
export const run = (command, args, { env = {}, signal, show = false } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      signal,
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const finish = (code, problem = '') => resolve({ code, output: Buffer.concat(chunks).toString('utf8') + problem });
    child.once('error', (error) => finish(1, error.message));
    child.once('close', (code) => finish(code ?? 1));
  });

export const runNode = (args, options) => run(process.execPath, args, options);

export const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

/** The part of a failed program's output that says why: tools print a dump after it, or progress before it. */
export const reasonIn = (text, count) => {
  const lines = text.trimEnd().split('\n');
  const first = lines.findIndex((line) => /error|fail|unable/i.test(line));
  return (first < 0 ? lines.slice(-count) : lines.slice(first, first + count)).join('\n');
};

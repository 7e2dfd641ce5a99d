import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/* The process that opens a stranger's workbook: limited memory, no right to write files, no environment. */

const MB = 1024 * 1024;
const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
const COMPOUND_FILE = 'd0cf11e0';
/** Node reserves about 750 MB of addresses before it runs anything, hence two limits: real memory and addresses. */
const limitsOf = (megabytes: number): string[] => [
  `--data=${2 * megabytes * MB}`,
  `--as=${(2 * megabytes + 768) * MB}`,
  '--fsize=0',
  '--core=0',
];
const STREAMED = { heapMb: 256, limits: limitsOf(256) };
/**
 * An old .xls is read as a whole: 65,536 rows of 14 columns take 600 MB. It gets this much computing, however busy the
 * machine is, before anything is said.
 */
const WHOLE = { heapMb: 600, limits: [...limitsOf(400), '--cpu=9'] };
const CHILD = fileURLToPath(new URL('./workbook-child/main.mjs', import.meta.url));

async function isCompound(filePath: string): Promise<boolean> {
  const file = await open(filePath, 'r').catch(() => null);
  try {
    const head = await file?.read(Buffer.alloc(4), 0, 4, 0);
    return head?.buffer.toString('hex') === COMPOUND_FILE;
  } finally {
    await file?.close();
  }
}

/** Starts it on a file: for the rows of one sheet or of all, or for the names of the sheets only. */
export async function startChild(
  filePath: string,
  asked: { sheetName?: string | undefined; isList?: boolean },
): Promise<ChildProcess> {
  const { heapMb, limits } = (await isCompound(filePath)) ? WHOLE : STREAMED;
  const args = [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=8', CHILD];
  if (asked.isList) args.push('--list');
  args.push(filePath);
  if (asked.sheetName !== undefined) args.push(asked.sheetName);
  const command = PRLIMIT ? [PRLIMIT, ...limits, '--', process.execPath, ...args] : [process.execPath, ...args];
  return spawn(command[0] ?? process.execPath, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production' },
  });
}

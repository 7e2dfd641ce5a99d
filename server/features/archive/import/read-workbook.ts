import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError, isAppErrorCode } from '@/server/domain/shared/app-error';
import { restoreInertCell } from '@/server/domain/shared/spreadsheet-cell';
import {
  classifyRow,
  findHeader,
  HEADER_SEARCH_ROWS,
  type HeaderMatch,
  type RowKind,
  type SheetRow,
  type WorkbookColumn,
} from '@/server/features/archive/import/workbook-header';

/**
 * Reads a workbook that a stranger sent. The bytes are opened only in a child process with limited memory, no right to
 * write files, no environment and 30 s of its own time; this process sees rows of text, batch by batch.
 */

export type WorkbookLayout = {
  sheetName: string;
  /** Row numbers of the header, from 1, as the spreadsheet shows them. */
  headerRows: number[];
  columns: WorkbookColumn[];
};

export type WorkbookSummary = WorkbookLayout & {
  kind: 'xlsx' | 'csv';
  /** Data rows handed to `onRows`. */
  rowCount: number;
  /** Rows below the header that are no records, by kind. */
  skippedRows: Partial<Record<RowKind, number>>;
  /** Other visible sheets, which were not read. */
  otherSheets: string[];
};

export type ReadWorkbookOptions = {
  /** Called with at most 500 data rows at a time; reading waits for it. */
  onRows: (rows: SheetRow[], layout: WorkbookLayout) => Promise<void>;
  /** Read this sheet; by default the first visible one that has a header. */
  sheetName?: string;
  /** The child's own time in milliseconds; time spent in `onRows` does not count. */
  timeLimitMs?: number;
  signal?: AbortSignal;
};

const BATCH_ROWS = 500;
const TIME_LIMIT_MS = 30_000;
const LONGEST_LINE = 8_000_000;
const MB = 1024 * 1024;
const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
/** Node reserves about 750 MB of addresses before it runs anything, hence two limits: real memory and addresses. */
const MEMORY_LIMITS = [`--data=${512 * MB}`, `--as=${1280 * MB}`, '--fsize=0', '--core=0'];
const CHILD = fileURLToPath(new URL('./workbook-child/main.mjs', import.meta.url));

type Message =
  | { t: 'book'; kind: 'xlsx' | 'csv'; sheets: string[] }
  | { t: 'sheet'; name: string }
  | { t: 'rows'; rows: [number, string[]][] }
  | { t: 'end' }
  | { t: 'refused'; code: string; reason: string };

function startChild(filePath: string, sheetName: string | undefined): ChildProcess {
  const args = ['--max-old-space-size=256', '--max-semi-space-size=8', CHILD, filePath];
  if (sheetName !== undefined) args.push(sheetName);
  const command = PRLIMIT ? [PRLIMIT, ...MEMORY_LIMITS, '--', process.execPath, ...args] : [process.execPath, ...args];
  return spawn(command[0] ?? process.execPath, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production' },
  });
}

/** Kills the child when its own time is used up; paused while the consumer works. */
class ChildClock {
  hasExpired = false;
  private left: number;
  private startedAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly child: ChildProcess,
    limitMs: number,
  ) {
    this.left = limitMs;
    this.resume();
  }

  resume(): void {
    this.startedAt = performance.now();
    this.timer = setTimeout(
      () => {
        this.hasExpired = true;
        this.child.kill('SIGKILL');
      },
      Math.max(1, this.left),
    );
  }

  pause(): void {
    clearTimeout(this.timer);
    this.left -= performance.now() - this.startedAt;
  }
}

/** Takes rows in order, finds the header, drops what is no record and hands on batches. */
class RowCollector {
  summary: WorkbookSummary | undefined;
  isFinished = false;
  private kind: 'xlsx' | 'csv' = 'xlsx';
  private sheets: string[] = [];
  private sheetName = '';
  private head: SheetRow[] = [];
  private batch: SheetRow[] = [];

  constructor(private readonly options: ReadWorkbookOptions) {}

  async take(message: Message): Promise<void> {
    if (message.t === 'book') {
      this.kind = message.kind;
      this.sheets = message.sheets;
    } else if (message.t === 'rows') {
      for (const [rowNumber, cells] of message.rows) await this.takeRow({ rowNumber, cells: this.restore(cells) });
    } else {
      await this.endSheet();
      if (message.t === 'sheet') this.sheetName = message.name;
    }
  }

  /** Undoes what this product or a spreadsheet program adds to .csv cells against formulas: ' and ="…". */
  private restore(cells: string[]): string[] {
    if (this.kind === 'xlsx') return cells;
    return cells.map((cell) => restoreInertCell(/^="([^"]*)"$/.exec(cell)?.[1] ?? cell));
  }

  private async endSheet(): Promise<void> {
    if (!this.summary && this.head.length > 0) await this.settleHeader();
    await this.flush();
    this.head = [];
    if (this.summary) this.isFinished = true;
  }

  private async takeRow(row: SheetRow): Promise<void> {
    if (this.isFinished) return;
    if (this.summary) return this.takeBodyRow(row, this.summary);
    if (this.head.length > HEADER_SEARCH_ROWS) return;
    this.head.push(row);
    if (this.head.length > HEADER_SEARCH_ROWS) await this.settleHeader();
  }

  private async settleHeader(): Promise<void> {
    const match: HeaderMatch | undefined = findHeader(this.head);
    if (!match) return;
    const bodyIndex = match.firstIndex + match.rowCount;
    const summary: WorkbookSummary = {
      sheetName: this.sheetName,
      headerRows: this.head.slice(match.firstIndex, bodyIndex).map((row) => row.rowNumber),
      columns: match.columns,
      kind: this.kind,
      rowCount: 0,
      skippedRows: {},
      otherSheets: this.sheets.filter((name) => name !== this.sheetName),
    };
    this.summary = summary;
    for (const row of this.head.slice(bodyIndex)) await this.takeBodyRow(row, summary);
  }

  private async takeBodyRow(row: SheetRow, summary: WorkbookSummary): Promise<void> {
    const kind = classifyRow(row.cells, summary.columns);
    if (kind !== 'data') {
      summary.skippedRows[kind] = (summary.skippedRows[kind] ?? 0) + 1;
      return;
    }
    summary.rowCount += 1;
    this.batch.push(row);
    if (this.batch.length >= BATCH_ROWS) await this.flush();
  }

  private async flush(): Promise<void> {
    if (!this.summary || this.batch.length === 0) return;
    const rows = this.batch;
    this.batch = [];
    const { sheetName, headerRows, columns } = this.summary;
    await this.options.onRows(rows, { sheetName, headerRows, columns });
  }
}

function refuse(code: string, reason: string): AppError {
  return new AppError(isAppErrorCode(code) ? code : 'WORKBOOK_UNREADABLE', `workbook refused: ${reason}`, { reason });
}

/** Messages of the child, one per line. Reading pauses while the caller holds a message. */
async function* readMessages(child: ChildProcess): AsyncGenerator<Message> {
  let rest = '';
  child.stdout?.setEncoding('utf8');
  for await (const chunk of child.stdout ?? []) {
    rest += chunk;
    if (rest.length > LONGEST_LINE) throw refuse('WORKBOOK_TOO_LARGE', 'line');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Message;
  }
}

function waitForExit(child: ChildProcess): Promise<string> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < 4_000) complaint += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(`${code ?? signal} ${complaint}`));
  });
}

/**
 * Reads one sheet of an .xlsx or .csv (UTF-8, UTF-16 with mark, GB18030).
 *
 * Throws AppError WORKBOOK_UNREADABLE (details.reason: 'xls', 'encrypted', 'html', 'zip_…', 'damaged' …),
 * WORKBOOK_TOO_LARGE ('zip_ratio', 'zip_inflated', 'styles', 'memory', 'time' …) or WORKBOOK_HAS_NO_HEADER; whatever
 * `onRows` throws is passed on. Rows handed over before an error are the caller's to roll back.
 */
export async function readWorkbook(filePath: string, options: ReadWorkbookOptions): Promise<WorkbookSummary> {
  options.signal?.throwIfAborted();
  const child = startChild(filePath, options.sheetName);
  const exit = waitForExit(child);
  exit.catch(() => undefined);
  const clock = new ChildClock(child, options.timeLimitMs ?? TIME_LIMIT_MS);
  const collector = new RowCollector(options);
  let hasEnded = false;
  try {
    for await (const message of readMessages(child)) {
      clock.pause();
      options.signal?.throwIfAborted();
      if (message.t === 'refused') throw refuse(message.code, message.reason);
      await collector.take(message);
      if (message.t === 'end' || collector.isFinished) {
        hasEnded = true;
        break;
      }
      clock.resume();
    }
  } finally {
    clock.pause();
    child.kill('SIGKILL');
  }
  if (!hasEnded) {
    const complaint = await exit;
    if (clock.hasExpired) throw refuse('WORKBOOK_TOO_LARGE', 'time');
    const isMemory = /heap|memory|SIGABRT|SIGTRAP|ENOMEM|alloc|^13[34]/i.test(complaint);
    throw refuse(isMemory ? 'WORKBOOK_TOO_LARGE' : 'WORKBOOK_UNREADABLE', isMemory ? 'memory' : 'damaged');
  }
  if (!collector.summary) throw new AppError('WORKBOOK_HAS_NO_HEADER', 'no sheet has a known header');
  return collector.summary;
}

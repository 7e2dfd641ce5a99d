import type { ChildProcess } from 'node:child_process';
import type { HeadingMap, WorkbookColumn } from '@/server/domain/archive/import-columns';
import { AppError, isAppErrorCode } from '@/server/domain/shared/app-error';
import { restoreInertCell } from '@/server/domain/shared/spreadsheet-cell';
import {
  classifyRow,
  findHeader,
  HEADER_SEARCH_ROWS,
  type HeaderMatch,
  type RowKind,
  type SheetRow,
} from '@/server/features/archive/import/workbook-header';
import { startChild } from './start-workbook-child.ts';

/**
 * Reads a workbook that a stranger sent. The bytes are opened only in a child process with limited memory, no right to
 * write files, no environment and 30 s of its own time; this process sees rows of text, batch by batch.
 */

export type WorkbookKind = 'xlsx' | 'xls' | 'dbf' | 'csv';

export type WorkbookLayout = {
  sheetName: string;
  /** Row numbers of the header, from 1, as the spreadsheet shows them. */
  headerRows: number[];
  columns: WorkbookColumn[];
};

export type WorkbookSummary = WorkbookLayout & {
  kind: WorkbookKind;
  /** Data rows handed to `onRows`. */
  rowCount: number;
  /** Rows below the header that are no records, by kind. */
  skippedRows: Partial<Record<RowKind, number>>;
  /** Other visible sheets, which were not read. */
  otherSheets: string[];
  /** The most memory that the child held; known when it read to the end. */
  childPeakMb: number | null;
};

export type ReadWorkbookOptions = {
  /** Called with at most 500 data rows at a time; reading waits for it. */
  onRows: (rows: SheetRow[], layout: WorkbookLayout) => Promise<void>;
  /** Read this sheet; by default the first visible one that has a header. */
  sheetName?: string | undefined;
  /** What headings mean; by default what they mean in a catalogue of documents. */
  headings?: HeadingMap;

  /** For lists that are no catalogue: where their header is, among the first rows of a sheet. */
  locateHeader?: (rows: readonly SheetRow[]) => HeaderMatch | undefined;
  /** The child's own time in milliseconds; time spent in `onRows` does not count. */
  timeLimitMs?: number;
  signal?: AbortSignal;
};

const BATCH_ROWS = 500;
const TIME_LIMIT_MS = 30_000;
const LONGEST_LINE = 8_000_000;
type Message =
  | { t: 'book'; kind: WorkbookKind; sheets: string[] }
  | { t: 'sheet'; name: string }
  | { t: 'rows'; rows: [number, string[]][] }
  | { t: 'end'; peakKb: number }
  | { t: 'refused'; code: string; reason: string };

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
  private kind: WorkbookKind = 'xlsx';
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
      if (message.t === 'end' && this.summary) this.summary.childPeakMb = Math.round(message.peakKb / 1024);
    }
  }

  /** Undoes what this product or a spreadsheet program adds to .csv cells against formulas: ' and ="…". */
  private restore(cells: string[]): string[] {
    if (this.kind !== 'csv') return cells;
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
    const { headings, locateHeader } = this.options;
    const match: HeaderMatch | undefined = locateHeader ? locateHeader(this.head) : findHeader(this.head, headings);
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
      childPeakMb: null,
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

/** Why a child ended before its work did. It is JavaScript alone: a signal means that it met one of its limits. */
function refusalOfExit(complaint: string, hasExpired: boolean): AppError {
  if (hasExpired || /SIGXCPU|^152/.test(complaint)) return refuse('WORKBOOK_TOO_LARGE', 'time');
  const isMemory = /heap|memory|SIG(?:ABRT|TRAP|SEGV|ILL|BUS|KILL)|ENOMEM|alloc|^13[2-9]/i.test(complaint);
  return refuse(isMemory ? 'WORKBOOK_TOO_LARGE' : 'WORKBOOK_UNREADABLE', isMemory ? 'memory' : 'damaged');
}

/** The names of the visible sheets, without reading any. */
export async function listSheets(filePath: string): Promise<string[]> {
  const child = await startChild(filePath, { isList: true });
  const exit = waitForExit(child);
  exit.catch(() => undefined);
  const clock = new ChildClock(child, TIME_LIMIT_MS);
  try {
    for await (const message of readMessages(child)) {
      if (message.t === 'refused') throw refuse(message.code, message.reason);
      if (message.t === 'book') return message.sheets;
    }
  } finally {
    clock.pause();
    child.kill('SIGKILL');
  }
  throw refusalOfExit(await exit, clock.hasExpired);
}

/**
 * Reads one sheet of an .xlsx, an .xls, a .dbf or delimited text (UTF-8, UTF-16, GB18030).
 *
 * Throws AppError WORKBOOK_UNREADABLE (details.reason: 'encrypted', 'html', 'not_workbook', 'zip_…', 'damaged' …),
 * WORKBOOK_TOO_LARGE ('zip_ratio', 'zip_inflated', 'styles', 'memory', 'time' …) or WORKBOOK_HAS_NO_HEADER; whatever
 * `onRows` throws is passed on. Rows handed over before an error are the caller's to roll back.
 */
export async function readWorkbook(filePath: string, options: ReadWorkbookOptions): Promise<WorkbookSummary> {
  options.signal?.throwIfAborted();
  const child = await startChild(filePath, { sheetName: options.sheetName });
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
  if (!hasEnded) throw refusalOfExit(await exit, clock.hasExpired);
  if (!collector.summary) throw new AppError('WORKBOOK_HAS_NO_HEADER', 'no sheet has a known header');
  return collector.summary;
}

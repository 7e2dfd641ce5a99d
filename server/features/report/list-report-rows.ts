import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { pageFigureRows } from '@/db/queries/figures/figure.queries';
import { listOwnRecords } from '@/db/queries/figures/released-rows.queries';
import { listChapters, type ReportFacts } from '@/db/queries/report.queries';
import { findFrozenIds, onlyRows } from '@/db/queries/report-frozen.queries';
import type { FigureRowView } from '@/server/domain/figure/figure-views';
import { tableOfRecords } from '@/server/domain/figure/released-rows';
import { chipKey, chipsOf } from '@/server/domain/report/chip';
import { MOST_GONE, type ReportRowsInput, type ReportRowsView } from '@/server/domain/report/report';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { Counted } from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';
import { FigureReader, type ReportFigure, reportPeriod } from './report-figures.ts';
import { requireReport } from './require-report.ts';

const rowCursor = z.tuple([z.string().max(400), z.uuid()]);
/** All ids of a figure, to be held against those of the frozen one. */
const MOST_IDS = 5_000_000;

type Computed = ReportFigure & { computed: Counted };
const isComputed = (read: ReportFigure): read is Computed => read.computed !== null;

/** The number of the text that was asked for, or the first whose records are here. */
const findNumber = async (
  tdb: TenantDb,
  scope: TenantScope,
  report: ReportFacts,
  key: string | undefined,
): Promise<Computed | null> => {
  const chapters = await listChapters(tdb, { tenantId: scope.tenantId, reportId: report.id });
  const chips = chipsOf(chapters.flatMap((chapter) => chapter.paragraphs));
  const days = await reportPeriod(tdb, report);
  const reader = new FigureReader(tdb, scope);
  for (const chip of chips) {
    if (key !== undefined && chipKey(chip) !== key) continue;
    const read = await reader.read(chip, days);
    if (read && isComputed(read)) return read;
  }
  if (key !== undefined)
    throw new AppError('NOT_FOUND', `${key} is no number of report ${report.id} with records here`);
  return null;
};

/** What was added since the report was frozen, and what no longer counts; nothing where the ids were not kept. */
const changesSince = async (
  tdb: TenantDb,
  key: { tenantId: number; reportId: string },
  { key: chip, computed }: Computed,
): Promise<{ added: string[]; gone: string[] } | null> => {
  const frozen = await findFrozenIds(tdb, key, chip);
  if (!frozen) return null;
  const now = new Set(await computed.listIds(MOST_IDS));
  const then = new Set(frozen);
  return { added: [...now].filter((id) => !then.has(id)), gone: frozen.filter((id) => !now.has(id)) };
};

/**
 * 点数到行 from the text: the very rows that a number counts, of its own days and narrowed as it is; in a frozen report
 * also which of them came since, and which of those that were counted then are counted no more.
 * @throws AppError NOT_FOUND for a number that the text has not, or whose records are another office's
 */
export const listReportRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReportRowsInput,
): Promise<ReportRowsView> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const read = await findNumber(tdb, scope, report, input.key);
  const none = { nextCursor: null, previousCursor: null, total: 0 };
  if (!read) return { title: report.title, figure: null, since: null, rows: [], page: none };
  const { computed } = read;
  const key = { tenantId: scope.tenantId, reportId: report.id };
  const changes = report.state === 'frozen' ? await changesSince(tdb, key, read) : null;
  const isNarrowed = input.only === 'added' && changes !== null;
  const records = isNarrowed ? onlyRows(computed.records, changes.added) : computed.records;
  const total = isNarrowed ? changes.added.length : computed.rows;
  const { direction, limit } = input;
  const cursor = decodeCursor(rowCursor, input.cursor);
  const found = await pageFigureRows(tdb, records, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  const { rows, page } = cutPage(found, options, (row) => encodeCursor([row.sortKey, row.id]));
  const table = tableOfRecords(computed.kind);
  const gone = changes?.gone.slice(0, MOST_GONE) ?? [];
  return {
    title: report.title,
    figure: {
      key: read.key,
      named: computed.figure,
      params: [...read.params],
      from: read.days.from,
      to: read.days.to,
      value: computed.value,
      state: computed.state,
      rows: computed.rows,
    },
    since: changes && {
      added: changes.added.length,
      gone: changes.gone.length,
      goneRows: table ? await listOwnRecords(tdb, table, { tenantId: scope.tenantId, ids: gone }) : [],
    },
    rows: rows.map(({ sortKey: _, ...row }): FigureRowView => ({ ...row, kind: computed.kind })),
    page,
  };
};

import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listHoldingsCloses, listMovement, sumMovement } from '@/db/queries/figures/holdings-movement.queries';
import {
  differingLines,
  type MovementInput,
  type MovementRecordView,
  type MovementRowsInput,
  type MovementView,
  movementLine,
  sumLines,
} from '@/server/domain/figure/holdings-movement';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind'>;

export const movementQuestion = ({ tenantId, tenantKind }: Owner, { from, to }: MovementInput) => ({
  tenantId,
  isArchives: tenantKind === 'repository',
  from,
  to,
});

/** The year that two days are the first and the last of. */
const yearOf = ({ from, to }: MovementInput): number | null => {
  const year = Number(from.slice(0, 4));
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : null;
};

/** 馆藏变动 between two days by category; for a closed year what is different today from what was closed. */
export const readMovement = async (tdb: TenantDb, owner: Owner, input: MovementInput): Promise<MovementView> => {
  const today = await readToday(tdb);
  if (input.to > today && yearOf(input) === null) throw new AppError('BAD_INPUT', 'a day to come');
  const lines = await sumMovement(tdb, movementQuestion(owner, input));
  const closes = await listHoldingsCloses(tdb, owner.tenantId);
  const year = yearOf(input);
  const close = closes.find((one) => one.year === year);
  const closable = year !== null && input.to < today && close === undefined && owner.tenantKind !== 'vendor';
  return {
    ...input,
    lines,
    total: sumLines(lines),
    closed: close
      ? {
          year: close.year,
          closedAt: close.closedAt,
          closedByName: close.closedByName,
          note: close.note,
          differing: differingLines(movementLine.array().parse(close.lines), lines),
        }
      : null,
    closedYears: closes.map((one) => one.year),
    closable: closable ? year : null,
  };
};

const rowCursor = z.tuple([z.string().max(400), z.uuid()]);

/** The records behind one number. */
export const listMovementRows = async (
  tdb: TenantDb,
  owner: Owner,
  input: MovementRowsInput,
): Promise<Page<MovementRecordView>> => {
  const { direction, limit, part, category } = input;
  const question = movementQuestion(owner, input);
  const cursor = decodeCursor(rowCursor, input.cursor);
  const read = await listMovement(tdb, { ...question, part, category }, { cursor, direction, limit });
  const lines = await sumMovement(tdb, question);
  const total = sumLines(lines.filter((line) => category === undefined || line.category === category))[part];
  const { rows, page } = cutPage(read, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.sortKey, row.id]),
  );
  return { rows: rows.map(({ sortKey: _, ...row }) => row), page };
};

/** The table as a workbook. */
export const exportMovement = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: MovementInput,
): Promise<FileReference> => {
  const { lines, total } = await readMovement(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportMovement',
    objectKind: 'holdings_close',
    fileName: `馆藏变动_${scope.tenantName}_${input.from}_${input.to}.xlsx`,
    sheetName: '馆藏变动',
    columns: [
      { heading: '门类', width: 12 },
      { heading: '期初', width: 12 },
      { heading: '收进', width: 12 },
      { heading: '移交出', width: 12 },
      { heading: '销毁', width: 12 },
      { heading: '其他移出', width: 12 },
      { heading: '期末', width: 12 },
    ],
    rows: [...lines, { category: '合计', ...total }].map((line) => [
      line.category,
      line.opening,
      line.intake,
      line.transferred,
      line.destroyed,
      line.otherOut,
      line.closing,
    ]),
  });
};

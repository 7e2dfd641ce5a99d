import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countFondsChanges,
  type FondsChangeRow,
  listChangeParties,
  listFondsChanges,
} from '@/db/queries/fonds.queries';
import {
  changeLine,
  changePartyView,
  type FondsChangeView,
  fondsChangeRule,
  fondsChangeView,
  type ListChangesInput,
} from '@/server/domain/fonds/fonds-change';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([isoDate, uuid]);

/** The changes with who took part in them. */
export const withParties = async (
  tdb: TenantDb,
  scope: TenantScope,
  rows: readonly FondsChangeRow[],
): Promise<FondsChangeView[]> => {
  const parties = await listChangeParties(
    tdb,
    scope.tenantId,
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    fondsChangeView.parse({
      ...row,
      parties: parties.filter((party) => party.changeId === row.id).map((party) => changePartyView.parse(party)),
    }),
  );
};

/** 全宗沿革: the changes of the unit, or of one fonds, newest first. */
export const listChanges = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListChangesInput,
): Promise<Page<FondsChangeView>> => {
  const { fondsId, limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const found = await listFondsChanges(tdb, scope.tenantId, fondsId, { cursor, direction, limit });
  const total = await countFondsChanges(tdb, scope.tenantId, fondsId);
  const { rows, page } = cutPage(found, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.effectiveOn, row.id]),
  );
  return { rows: await withParties(tdb, scope, rows), page };
};

/** 机构变动登记 as a workbook. */
export const exportChanges = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await withParties(tdb, scope, await listFondsChanges(tdb, scope.tenantId, undefined, page));
  return exportTable(tdb, scope, objects, {
    action: 'fonds.exportChanges',
    objectKind: 'fonds_change',
    fileName: `机构变动登记_${scope.tenantName}.xlsx`,
    sheetName: '机构变动登记',
    columns: [
      { heading: '变动日期', width: 12 },
      { heading: '变动类型', width: 24 },
      { heading: '批准文号', width: 24 },
      { heading: '变动情况', width: 60 },
      { heading: '档案移交情况', width: 36 },
      { heading: '备注', width: 36 },
      { heading: '登记人', width: 12 },
    ],
    rows: rows.map((row) => [
      row.effectiveOn,
      fondsChangeRule(row.rule)?.zh ?? row.rule,
      row.decreeNumber,
      changeLine(row),
      row.handover,
      row.note,
      row.createdByName,
    ]),
  });
};

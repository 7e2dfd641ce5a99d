import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { type CampaignFilter, countCampaignRows, listCampaignRows } from '@/db/queries/inspection-campaign.queries';
import { type CampaignRowView, campaignRowView, type ListCampaignsInput } from '@/server/domain/inspection/campaign';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 检查批次, newest first. */
export const listCampaigns = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListCampaignsInput,
): Promise<Page<CampaignRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listCampaignRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countCampaignRows(tdb, scope.tenantId, input);
  return cutPage(
    campaignRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.createdAt, row.id]),
  );
};

const KIND = {
  administrative: '行政检查',
  enforcement: '执法检查',
  special: '专项检查',
  provider: '外包服务检查',
  revisit: '回头看',
} as const;
const STATE = {
  planned: '计划',
  drawn: '已抽取',
  noticed: '已通知',
  inspecting: '检查中',
  closed: '已办结',
  cancelled: '已撤销',
} as const;
const COLUMNS = [
  { heading: '批次名称', width: 36 },
  { heading: '种类', width: 10 },
  { heading: '年度', width: 8 },
  { heading: '轮次', width: 8 },
  { heading: '联合单位', width: 24 },
  { heading: '状态', width: 10 },
  { heading: '通知日期', width: 12 },
  { heading: '单位数', width: 8 },
  { heading: '已办结', width: 8 },
  { heading: '未结问题', width: 10 },
];

/** 检查批次台账 as a workbook, of what the filters leave. */
export const exportCampaigns = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: CampaignFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = campaignRowView.array().parse(await listCampaignRows(tdb, scope.tenantId, filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportCampaigns',
    objectKind: 'inspection_campaign',
    fileName: `检查批次台账_${scope.tenantName}.xlsx`,
    sheetName: '检查批次台账',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.title,
      KIND[row.kind],
      row.year,
      row.roundNumber,
      row.jointPartners.join('、'),
      STATE[row.state],
      row.noticeOn,
      row.unitCount,
      row.closedCount,
      row.openFindings,
    ]),
  });
};

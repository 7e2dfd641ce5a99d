import type { TenantDb } from '@/db/client';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import { renderRecordPdf } from '@/server/documents/pdf';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import type { ScheduleView } from '@/server/domain/filing/retention-schedule';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { getSchedule, scheduleLabel } from './list-schedules.ts';

const PDF_BYTES = 64 * 1024 * 1024;

/** The words of official forms; they are Chinese in every language of the screen. */
export const BASIS_WORDS: Readonly<Record<string, string>> = {
  formed: '形成之日',
  fiscal_year_end: '会计年度终了',
  project_accepted: '项目验收',
  asset_scrapped: '资产报废清理',
  case_closed: '结案',
  person_deceased: '逝世',
};
export const RULE_HEADINGS = ['条目号', '门类', '归档范围', '保管期限', '起算', '最低期限', '依据'] as const;

const periodWord = (code: string): string => RETENTION_CODES.find((entry) => entry.code === code)?.zh ?? code;
const STATE_WORDS: Record<ScheduleView['state'], string> = {
  draft: '草稿',
  submitted: '送审中',
  returned: '已退回',
  approved: '现行',
  superseded: '已废止',
};

/** The same workbook can be edited and read in again: codes stand as codes. */
export const exportSchedule = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { scheduleId: string },
): Promise<FileReference> => {
  const schedule = await getSchedule(tdb, scope, input);
  const widths = [12, 10, 60, 12, 16, 10, 36];
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportSchedule',
    objectKind: 'retention_schedule',
    fileName: `${scope.tenantName}_${scheduleLabel(schedule)}.xlsx`,
    sheetName: '归档范围和保管期限表',
    columns: RULE_HEADINGS.map((heading, at) => ({ heading, width: widths[at] ?? 12 })),
    rows: schedule.rules.map((rule) => [
      rule.code,
      rule.categoryCode,
      rule.description,
      periodWord(rule.retentionCode),
      BASIS_WORDS[rule.basis] ?? rule.basis,
      rule.isMinimum ? '是' : '否',
      rule.source,
    ]),
  });
};

/** The list as it is signed and hung up. */
export const printSchedule = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { scheduleId: string },
): Promise<FileReference> => {
  const schedule = await getSchedule(tdb, scope, input);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  const pdf = await renderRecordPdf({
    title: `${scope.tenantName}归档范围和保管期限表`,
    documentNumber: schedule.approvalNumber ?? `第${schedule.versionNumber}版`,
    unitName: scope.tenantName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '版本', value: `第${schedule.versionNumber}版` },
          { label: '状态', value: STATE_WORDS[schedule.state] },
          { label: '审核单位', value: schedule.approverName ?? '—' },
          { label: '批准日期', value: schedule.approvedOn ?? '—' },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '条目号', width: 2.2, align: 'center' },
          { title: '门类', width: 2 },
          { title: '归档范围', width: 7 },
          { title: '保管期限', width: 2.2, align: 'center' },
          { title: '起算', width: 2.2, align: 'center' },
        ],
        rows: schedule.rules.map((rule) => [
          rule.code,
          nameOf(rule.categoryCode),
          rule.description,
          `${periodWord(rule.retentionCode)}${rule.isMinimum ? '（最低）' : ''}`,
          BASIS_WORDS[rule.basis] ?? rule.basis,
        ]),
      },
      { kind: 'signatures', labels: ['编制单位（章）', '档案主管部门（章）'] },
    ],
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: pdf,
    fileName: `${scope.tenantName}_${scheduleLabel(schedule)}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'filing.printSchedule',
    objectKind: 'retention_schedule',
    objectId: schedule.id,
    objectLabel: scheduleLabel(schedule),
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

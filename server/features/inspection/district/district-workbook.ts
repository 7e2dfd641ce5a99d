import type { TenantDb } from '@/db/client';
import type { DistrictQuestion } from '@/db/queries/district-lines';
import type { DistrictRowView } from '@/server/domain/inspection/district';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { KIND_WORDS } from '../library/objects.ts';
import { STATE_WORDS } from '../list-inspections.ts';

import { FIELD_WORDS } from './field-words.ts';

const LIGHT = { overdue: '逾期', attention: '关注', normal: '正常' } as const;
const RISK = { HIGH: '高', MEDIUM: '中', LOW: '低' } as const;
const FILING = { closed: '已办结', open: '进行中', late: '逾期' } as const;
const SCHEDULE = { approved: '已同意', submitted: '待审核', returned: '已退回', none: '未报送' } as const;
const COLUMNS = [
  { heading: '单位', width: 30 },
  { heading: '状态', width: 8 },
  { heading: '类型', width: 14 },
  { heading: '领域', width: 12 },
  { heading: '所属乡镇', width: 20 },
  { heading: '最近检查', width: 12 },
  { heading: '检查状态', width: 10 },
  { heading: '最近得分', width: 10 },
  { heading: '等次', width: 10 },
  { heading: '风险等级', width: 10 },
  { heading: '未结整改', width: 10 },
  { heading: '已回复', width: 8 },
  { heading: '逾期整改', width: 10 },
  { heading: '最近期限', width: 12 },
  { heading: '年度归档', width: 10 },
  { heading: '应归档', width: 10 },
  { heading: '已归档', width: 10 },
  { heading: '保管期限表', width: 12 },
  { heading: '本年培训学时', width: 12 },
  { heading: '最近指导', width: 12 },
  { heading: '已报送指标', width: 12 },
];

const cellsOf = (row: DistrictRowView): (string | number | null)[] => [
  row.name,
  LIGHT[row.light],
  KIND_WORDS[row.kind] ?? row.kind,
  FIELD_WORDS[row.field],
  row.tileName ?? row.parentName,
  row.lastInspectedOn,
  row.lastState ? STATE_WORDS[row.lastState] : null,
  row.lastScore,
  row.lastGrade,
  row.riskLevel ? RISK[row.riskLevel] : null,
  row.openFindings,
  row.answeredFindings,
  row.overdueFindings,
  row.nextDueOn,
  FILING[row.filingState],
  row.filingExpected,
  row.filingAccepted,
  SCHEDULE[row.scheduleState],
  row.trainingHours,
  row.lastGuidedOn,
  row.releasedFigures,
];

export const exportDistrictRows = (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  { on, filingYear }: DistrictQuestion,
  rows: readonly DistrictRowView[],
): Promise<FileReference> =>
  exportTable(tdb, scope, objects, {
    action: 'inspection.exportDistrict',
    objectKind: 'district',
    fileName: `立档单位一览_${scope.tenantName}_${on}（归档年度${filingYear}）.xlsx`,
    sheetName: '立档单位一览',
    columns: COLUMNS,
    rows: rows.map(cellsOf),
  });

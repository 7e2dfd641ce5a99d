import type { TenantDb } from '@/db/client';
import { listVisits } from '@/db/queries/use.queries';
import { listReaderPapers } from '@/db/queries/use-reader.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { VisitFilter, VisitView } from '@/server/domain/use/reading-visit';
import type { IdKind } from '@/server/domain/use/visit-vocabulary';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { WorkbookColumn } from '@/server/objects/table-workbook';
import type { TenantScope } from '@/server/tenancy/scope';
import {
  AGE_WORDS,
  CHANNEL_WORDS,
  ID_WORDS,
  PURPOSE_WORDS,
  RESULT_WORDS,
  SERVICE_WORDS,
  STATE_WORDS,
  VISITOR_WORDS,
} from './use-words.ts';
import { toVisitView } from './visit.mapper.ts';

/* The printed register has Chinese headings in every language of the screen: it is an official form. */
const COLUMNS: readonly WorkbookColumn[] = [
  { heading: '序号', width: 6 },
  { heading: '日期', width: 12 },
  { heading: '利用者', width: 14 },
  { heading: '工作单位', width: 24 },
  { heading: '类别', width: 10 },
  { heading: '年龄段', width: 12 },
  { heading: '证件', width: 18 },
  { heading: '人数', width: 6 },
  { heading: '方式', width: 8 },
  { heading: '服务', width: 14 },
  { heading: '目的', width: 10 },
  { heading: '查档内容', width: 36 },
  { heading: '卷次', width: 8 },
  { heading: '件次', width: 8 },
  { heading: '复制页数', width: 10 },
  { heading: '收费', width: 6 },
  { heading: '结果', width: 10 },
  { heading: '未查到的内容', width: 30 },
  { heading: '审批人', width: 12 },
  { heading: '接待人', width: 12 },
  { heading: '状态', width: 8 },
];

export interface RegisterLine extends VisitView {
  /** Kind and last signs: 身份证 ****1234. */
  paper: string;
}

const paperText = (paper: { idKind: string | null; idTail: string | null } | undefined): string =>
  paper?.idKind && paper.idTail ? `${ID_WORDS[paper.idKind as IdKind]} ****${paper.idTail}` : '';

/** The lines of the register that the filters leave, oldest first, as they are printed. */
export const readRegister = async (
  tdb: TenantDb,
  scope: TenantScope,
  filter: VisitFilter,
  limit: number,
): Promise<RegisterLine[]> => {
  const page = { cursor: undefined, direction: 'after', limit, order: 'asc' } as const;
  const rows = await listVisits(tdb, scope.tenantId, filter, page);
  const readerIds = [...new Set(rows.flatMap((row) => row.readerId ?? []))];
  const papers = new Map(
    (await listReaderPapers(tdb, scope.tenantId, readerIds)).map((paper) => [paper.id, paperText(paper)]),
  );
  return rows.map((row) => ({ ...toVisitView(row), paper: papers.get(row.readerId ?? '') ?? '' }));
};

/** Services are free of charge, which the form wants said. */
const CHARGE = 0;

const cellsOf = (visit: RegisterLine, index: number): (string | number | null)[] => [
  index + 1,
  visit.visitedOn,
  visit.visitorName,
  visit.visitorUnit,
  visit.visitorKind && VISITOR_WORDS[visit.visitorKind],
  visit.ageGroup && AGE_WORDS[visit.ageGroup],
  visit.paper,
  visit.personCount,
  CHANNEL_WORDS[visit.channel],
  visit.services.map((service) => SERVICE_WORDS[service]).join('、'),
  PURPOSE_WORDS[visit.purpose],
  visit.subject,
  visit.volumeCount,
  visit.itemCount,
  visit.copiedPages,
  CHARGE,
  RESULT_WORDS[visit.result],
  visit.sought,
  visit.approvedByName,
  visit.handlerName,
  STATE_WORDS[visit.state],
];

/** 档案利用登记簿 as a workbook, oldest first, of what the filters leave. */
export const exportVisits = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: VisitFilter,
): Promise<FileReference> =>
  exportTable(tdb, scope, objects, {
    action: 'use.exportVisits',
    objectKind: 'reading_visit',
    fileName: `档案利用登记簿_${scope.tenantName}.xlsx`,
    sheetName: '档案利用登记簿',
    columns: COLUMNS,
    rows: (await readRegister(tdb, scope, filter, EXPORT_ROWS)).map(cellsOf),
  });

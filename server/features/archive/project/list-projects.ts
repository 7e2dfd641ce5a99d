import type { TenantDb } from '@/db/client';
import {
  findProjectNumbers,
  type IncompleteRecordRow,
  listIncompleteRecords,
  listProjectCells,
  listProjectRows,
} from '@/db/queries/archive-project.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import {
  type IncompleteRow,
  type ListProjectsInput,
  numberGaps,
  type ProjectInput,
  type ProjectRow,
  type ProjectSort,
  type ProjectView,
  packageLines,
  phaseLines,
  projectRow,
  projectView,
} from '@/server/domain/archive/project';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** What the page of a project shows of its work list; all of it is a list of its own. */
const MOST_INCOMPLETE = 20;

type Order = (one: ProjectRow, other: ProjectRow) => number;
const byName = new Intl.Collator('zh-CN', { numeric: true });
const ORDER: Record<string, Order> = {
  code: (one, other) =>
    byName.compare(one.fondsNumber, other.fondsNumber) ||
    byName.compare(one.subcategoryCode, other.subcategoryCode) ||
    byName.compare(one.key, other.key),
  name: (one, other) => byName.compare(one.name ?? one.key, other.name ?? other.key),
  volumes: (one, other) => one.volumes - other.volumes,
  to: (one, other) => byName.compare(one.to ?? '', other.to ?? ''),
};
const orderOf = (sort: ProjectSort): Order => {
  const order = ORDER[sort.replace('-', '')] ?? ((): number => 0);
  return sort.startsWith('-') ? (one, other) => order(other, one) : order;
};

/** 项目: what the volumes of 科技档案 belong to, each with what there is of it. */
export const listProjects = async (
  tdb: TenantDb,
  scope: TenantScope,
  { fondsId, q, sort }: ListProjectsInput,
): Promise<ProjectRow[]> => {
  const rows = (await listProjectRows(tdb, scope.tenantId, { fondsId })).map((row) => projectRow.parse(row));
  const word = q?.toLowerCase() ?? '';
  return rows.filter(({ key, name }) => `${key} ${name ?? ''}`.toLowerCase().includes(word)).sort(orderOf(sort));
};

const incompleteOf = ({ isBroken, numbers, ...row }: IncompleteRecordRow): IncompleteRow => ({
  ...row,
  gaps: isBroken ? numberGaps(numbers ?? []) : '',
});

/** One project over its phases and packages, and what is missing in it. */
export const getProject = async (tdb: TenantDb, scope: TenantScope, input: ProjectInput): Promise<ProjectView> => {
  const { tenantId } = scope;
  if (!(await findFonds(tdb, tenantId, input.fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${tenantId}`);
  const [project] = await listProjectRows(tdb, tenantId, { only: input });
  if (!project) throw new AppError('NOT_FOUND', `no record of tenant ${tenantId} names this project`);
  const cells = await listProjectCells(tdb, tenantId, input);
  const { numbers, codePrefix } = await findProjectNumbers(tdb, tenantId, input);
  const incomplete = await listIncompleteRecords(tdb, tenantId, input, MOST_INCOMPLETE);
  return projectView.parse({
    project,
    codePrefix,
    phases: phaseLines(cells, input.subcategoryCode),
    packages: packageLines(cells),
    // Records of no project are numbered in many ways.
    volumeGaps: input.key === '' ? '' : numberGaps(numbers),
    incomplete: incomplete.map(incompleteOf),
  });
};

/** The projects as a workbook, as they are listed. */
export const downloadProjects = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ListProjectsInput,
): Promise<FileReference> => {
  const rows = await listProjects(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'archive.exportProjects',
    objectKind: 'archive_project',
    fileName: `科技档案项目_${scope.tenantName}.xlsx`,
    sheetName: '科技档案项目',
    columns: [
      { heading: '全宗号', width: 10 },
      { heading: '二级类别', width: 10 },
      { heading: '项目号', width: 18 },
      { heading: '项目名称', width: 40 },
      { heading: '阶段数', width: 10 },
      { heading: '标段数', width: 10 },
      { heading: '案卷数', width: 10 },
      { heading: '文件数', width: 10 },
      { heading: '页数', width: 10 },
      { heading: '起始日期', width: 12 },
      { heading: '终止日期', width: 12 },
      { heading: '无卷内文件', width: 12 },
      { heading: '件号断号', width: 12 },
      { heading: '缺页数', width: 10 },
    ],
    rows: rows.map((row) => [
      row.fondsNumber,
      row.subcategoryCode,
      row.key,
      row.name,
      row.phases,
      row.packages,
      row.volumes,
      row.pieces,
      row.pages,
      row.from,
      row.to,
      row.empty,
      row.broken,
      row.unpaged,
    ]),
  });
};

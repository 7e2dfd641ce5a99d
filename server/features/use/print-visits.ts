import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { keepPdf } from '@/server/documents/keep-pdf';
import type { PdfSection } from '@/server/documents/pdf';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { VisitDetail, VisitFilter } from '@/server/domain/use/reading-visit';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { type RegisterLine, readRegister } from './export-visits.ts';
import { getVisit } from './get-visit.ts';
import {
  AGE_WORDS,
  BASIS_WORDS,
  CHANNEL_WORDS,
  ID_WORDS,
  PURPOSE_WORDS,
  RESULT_WORDS,
  SERVICE_WORDS,
  UNIT_WORDS,
  VISITOR_WORDS,
} from './use-words.ts';

/** More pages than anybody binds: the register is printed by month or quarter. */
const PRINTED_ROWS = 2_000;

const factsOf = (visit: VisitDetail): PdfSection => ({
  kind: 'facts',
  rows: [
    { label: '利用者', value: visit.visitorName },
    { label: '类别', value: visit.visitorKind ? VISITOR_WORDS[visit.visitorKind] : '—' },
    { label: '工作单位', value: visit.visitorUnit ?? '—' },
    { label: '年龄段', value: visit.ageGroup ? AGE_WORDS[visit.ageGroup] : '—' },
    {
      label: '证件',
      value:
        visit.reader?.idKind && visit.reader.idTail
          ? `${ID_WORDS[visit.reader.idKind]} ****${visit.reader.idTail}`
          : '—',
    },
    { label: '人数', value: String(visit.personCount) },
    { label: '日期', value: visit.visitedOn },
    { label: '方式', value: CHANNEL_WORDS[visit.channel] },
    { label: '目的', value: PURPOSE_WORDS[visit.purpose] },
    { label: '服务', value: visit.services.map((service) => SERVICE_WORDS[service]).join('、') || '—' },
    { label: '查档内容', value: visit.subject },
    { label: '结果', value: RESULT_WORDS[visit.result] },
    { label: '未查到', value: visit.sought ?? '—' },
    { label: '收费', value: '免费' },
    { label: '审批人', value: visit.approvedByName ?? '—' },
    { label: '审批意见', value: visit.approvalNote ?? '—' },
    { label: '接待人', value: visit.handlerName },
  ],
});

const linesOf = (visit: VisitDetail): PdfSection => ({
  kind: 'table',
  heading: '提供利用的档案',
  columns: [
    { title: '序号', width: 1, align: 'center' },
    { title: '档号', width: 4 },
    { title: '题名', width: 6 },
    { title: '单位', width: 2, align: 'center' },
    { title: '依据', width: 4 },
    { title: '复制', width: 3 },
  ],
  rows: visit.lines.map((line, index) => [
    String(index + 1),
    line.referenceCode ?? '—',
    line.title,
    line.state === 'refused' ? '未提供' : UNIT_WORDS[line.unit],
    BASIS_WORDS[line.basis],
    line.pages === null || line.copyState === 'refused' ? '—' : `${line.pages}页×${line.copies}份`,
  ]),
  empty: '无',
});

/** 档案利用登记表 of one visit. */
export const printVisit = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { visitId: string },
): Promise<FileReference> => {
  const visit = await getVisit(tdb, scope, input);
  const struck: PdfSection[] =
    visit.state === 'void' ? [{ kind: 'text', heading: '作废', paragraphs: ['本登记已作废，不计入统计。'] }] : [];
  return keepPdf(tdb, scope, objects, {
    title: '档案利用登记表',
    documentNumber: `${visit.visitedOn}-${visit.id.slice(-6)}`,
    unitName: scope.tenantName,
    note: await readToday(tdb),
    sections: [
      factsOf(visit),
      linesOf(visit),
      ...struck,
      { kind: 'signatures', labels: ['利用者（签名）', '接待人', '审批人', '日期'] },
    ],
    action: 'use.printVisit',
    objectKind: 'reading_visit',
    objectId: visit.id,
  });
};

const registerRow = (visit: RegisterLine, index: number): string[] => [
  String(index + 1),
  visit.visitedOn,
  [visit.visitorName, visit.paper].filter(Boolean).join('\n'),
  visit.visitorUnit ?? '—',
  String(visit.personCount),
  `${CHANNEL_WORDS[visit.channel]}\n${PURPOSE_WORDS[visit.purpose]}`,
  visit.subject,
  `${visit.volumeCount}卷\n${visit.itemCount}件`,
  String(visit.copiedPages),
  RESULT_WORDS[visit.result],
  visit.handlerName,
];

/** 档案利用登记簿 of a period, void lines left out. */
export const printRegister = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: VisitFilter,
): Promise<FileReference> => {
  const lines = await readRegister(tdb, scope, { ...filter, state: filter.state ?? 'served' }, PRINTED_ROWS);
  if (lines.length > PRINTED_ROWS)
    throw new AppError('BATCH_TOO_LARGE', 'too many lines to print', { rows: PRINTED_ROWS });
  const [first, last] = [lines[0], lines.at(-1)];
  const period = `${filter.from ?? first?.visitedOn ?? '—'}至${filter.to ?? last?.visitedOn ?? '—'}`;
  const sum = (name: 'personCount' | 'volumeCount' | 'itemCount' | 'copiedPages') =>
    lines.reduce((total, line) => total + line[name], 0);
  return keepPdf(tdb, scope, objects, {
    title: '档案利用登记簿',
    documentNumber: period,
    unitName: scope.tenantName,
    note: await readToday(tdb),
    sections: [
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 2, align: 'center' },
          { title: '日期', width: 4 },
          { title: '利用者', width: 5 },
          { title: '单位', width: 5 },
          { title: '人数', width: 2, align: 'center' },
          { title: '方式目的', width: 4 },
          { title: '查档内容', width: 7 },
          { title: '提供', width: 3 },
          { title: '复制页', width: 3, align: 'right' },
          { title: '结果', width: 3 },
          { title: '接待人', width: 3 },
        ],
        rows: lines.map(registerRow),
        empty: '本期没有登记',
      },
      {
        kind: 'text',
        paragraphs: [
          `合计：登记${lines.length}条，接待${sum('personCount')}人次，提供${sum('volumeCount')}卷${sum('itemCount')}件，复制${sum('copiedPages')}页，均未收费。`,
        ],
      },
      { kind: 'signatures', labels: ['登记人', '负责人'] },
    ],
    action: 'use.printRegister',
    objectKind: 'reading_visit',
    objectId: null,
  });
};

import type { TenantDb } from '@/db/client';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { keepPdf } from '@/server/documents/keep-pdf';
import type { PdfSection } from '@/server/documents/pdf';
import type { AccessionDetail } from '@/server/domain/disposition/accession';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { getAccession } from './list-accessions.ts';
import { COUNT_UNIT_WORDS, MODE_WORDS, OWNERSHIP_WORDS, SOURCE_WORDS } from './words.ts';

const factsOf = (entry: AccessionDetail, scope: TenantScope): PdfSection => ({
  kind: 'facts',
  rows: [
    { label: '接收单位', value: scope.tenantName },
    { label: '移交者', value: entry.sourceName },
    { label: '来源', value: SOURCE_WORDS[entry.sourceKind] },
    { label: '接收方式', value: MODE_WORDS[entry.mode] },
    ...(entry.transferorOwnership ? [{ label: '隶属关系', value: OWNERSHIP_WORDS[entry.transferorOwnership] }] : []),
    { label: '接收日期', value: entry.receivedOn },
    { label: '存放地点', value: entry.place ?? '—' },
    { label: '移交人', value: entry.handedOverBy ?? '—' },
    { label: '经办人', value: entry.handledBy },
    { label: '备注', value: entry.remarks ?? '—' },
  ],
});

const linesOf = (entry: AccessionDetail, nameOf: (code: string) => string): PdfSection => ({
  kind: 'table',
  heading: '档案门类与数量',
  columns: [
    { title: '序号', width: 1, align: 'center' },
    { title: '门类', width: 5 },
    { title: '年度', width: 3, align: 'center' },
    { title: '数量', width: 2, align: 'right' },
    { title: '单位', width: 1, align: 'center' },
  ],
  rows: entry.lines.map((line, index) => [
    String(index + 1),
    nameOf(line.categoryCode),
    line.yearFrom === null ? '—' : [...new Set([line.yearFrom, line.yearTo ?? line.yearFrom])].join('—'),
    String(line.quantity),
    COUNT_UNIT_WORDS[line.unit],
  ]),
  empty: '无',
});

/** 接收登记表, or the 接收回执 for whoever delivered. */
export const printAccession = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { accessionId: string; form: 'register' | 'receipt' },
): Promise<FileReference> => {
  const entry = await getAccession(tdb, scope, input);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  const isReceipt = input.form === 'receipt';
  const said = `兹收到${entry.sourceName}${MODE_WORDS[entry.mode]}的下列档案，数量清点无误，特此出具回执。`;
  const opening: PdfSection[] = isReceipt ? [{ kind: 'text', paragraphs: [said] }] : [factsOf(entry, scope)];
  const struck: PdfSection[] =
    entry.state === 'void' ? [{ kind: 'text', heading: '作废', paragraphs: [entry.voidReason ?? ''] }] : [];
  return keepPdf(tdb, scope, objects, {
    title: isReceipt ? '档案接收回执' : '档案接收登记表',
    documentNumber: entry.accessionNumber,
    unitName: scope.tenantName,
    note: entry.receivedOn,
    sections: [
      ...opening,
      linesOf(entry, nameOf),
      ...struck,
      {
        kind: 'signatures',
        labels: isReceipt ? ['移交者（签章）', '接收单位（盖章）'] : ['移交人', '经办人', '负责人'],
      },
    ],
    action: isReceipt ? 'disposition.printReceipt' : 'disposition.printAccession',
    objectKind: 'accession',
    objectId: entry.id,
  });
};

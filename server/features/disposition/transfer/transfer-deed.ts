import type { TenantDb } from '@/db/client';
import { findDispatchRow } from '@/db/queries/dispatch.queries';
import { findAnswerOf } from '@/db/queries/disposition-receipt.queries';
import { listTransferItemRows } from '@/db/queries/disposition-transfer-item.queries';
import { keepPdf } from '@/server/documents/keep-pdf';
import type { PdfSection } from '@/server/documents/pdf';
import { type AnswerBody, answerBody, type TransferBody, transferBody } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { retentionWord } from '../accession/words.ts';
import { requireBatch } from './require-batch.ts';

const BASIS_WORDS: Readonly<Record<TransferBody['basis'], string>> = {
  due: '移交期限届满',
  early: '经同意提前移交',
  closed_fonds: '单位撤并，全宗封闭移交',
  unsafe: '保管条件不善提前移交',
  other: '其他',
};
const STATE_WORDS: Readonly<Record<string, string>> = {
  listed: '待移交',
  sent: '已送审',
  accepted: '已接收',
  returned: '退回',
};

/** 12卷、40件、3盒，260页: what there is none of is not said. */
const amountOf = ({ volumes, pieces, boxes, pages }: TransferBody['counts']): string => {
  const parts = [`${volumes}卷`, `${pieces}件`, `${boxes}盒`].filter((part) => !part.startsWith('0'));
  return `${parts.join('、')}，${pages}页`;
};

const factSections = (facts: TransferBody, sides: { sender: string; archives: string }): PdfSection[] => [
  {
    kind: 'facts',
    rows: [
      { label: '移交单位', value: sides.sender },
      { label: '接收单位', value: sides.archives },
      { label: '全宗', value: `${facts.fondsNumber} ${facts.fondsName}${facts.fondsClosedOn ? '（已封闭）' : ''}` },
      { label: '移交依据', value: BASIS_WORDS[facts.basis] },
      { label: '移交次数', value: `第${facts.round}次` },
      {
        label: '移交数量',
        value: amountOf(facts.counts),
      },
      { label: '移交人', value: `${facts.signedName}　${facts.signedOn}` },
    ],
  },
  { kind: 'text', heading: '一、到期开放意见', paragraphs: [facts.openOpinion] },
  { kind: 'text', heading: '二、政府信息公开情况', paragraphs: [facts.disclosureStatus] },
  { kind: 'text', heading: '三、密级变更情况', paragraphs: [facts.secrecyStatus] },
  ...(facts.fourProperty ? [{ kind: 'text' as const, heading: '四性检测结论', paragraphs: [facts.fourProperty] }] : []),
  ...(facts.description ? [{ kind: 'text' as const, heading: '移交说明', paragraphs: [facts.description] }] : []),
];

const resultSection = (answer: AnswerBody | null): PdfSection =>
  answer
    ? {
        kind: 'facts',
        heading: '接收结果',
        rows: [
          { label: '接收', value: `${answer.acceptedCount}条` },
          { label: '退回', value: `${answer.returnedCount}条` },
          { label: '接收登记号', value: answer.accessionNumber ?? '—' },
          { label: '馆藏全宗号', value: answer.fondsNumber ?? '—' },
          { label: '存放地点', value: answer.place ?? '—' },
          { label: '接收人', value: `${answer.receivedByName}　${answer.acceptedOn}` },
        ],
      }
    : { kind: 'text', heading: '接收结果', paragraphs: ['接收单位尚未办结。'] };

/**
 * 档案移交书（回执） of one delivery with both sides, printed by either of them from what was frozen in the exchange.
 * `transferDispatchId` is the delivery, the answer is found by what replies to it.
 */
export const printDeed = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  of: { transferDispatchId: string; answerDispatchId: string | null; objectKind: string; objectId: string },
): Promise<FileReference> => {
  const sent = await findDispatchRow(tdb, scope.tenantId, of.transferDispatchId);
  const facts = transferBody.safeParse(sent?.body);
  if (!sent || !facts.success) throw new AppError('NOT_FOUND', `transfer ${of.transferDispatchId} is not readable`);
  const answered = of.answerDispatchId ? await findDispatchRow(tdb, scope.tenantId, of.answerDispatchId) : undefined;
  const answer = answered ? answerBody.parse(answered.body) : null;
  return keepPdf(tdb, scope, objects, {
    title: answer ? '档案移交书（接收回执）' : '档案移交书',
    documentNumber: `${facts.data.batchNumber}-${facts.data.round}`,
    unitName: scope.tenantName,
    note: answer?.acceptedOn ?? facts.data.signedOn,
    sections: [
      ...factSections(facts.data, { sender: sent.senderName, archives: sent.addresseeName }),
      resultSection(answer),
      { kind: 'signatures', labels: ['移交单位（盖章）', '接收单位（盖章）'] },
    ],
    action: 'disposition.printDeed',
    objectKind: of.objectKind,
    objectId: of.objectId,
  });
};

/** The unit's copy of its newest delivery. */
export const printTransferDeed = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string },
): Promise<FileReference> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  if (!batch.dispatchId) throw new AppError('TRANSFER_STATE_WRONG', `transfer ${batch.id} was not sent`);
  const answer = await findAnswerOf(tdb, scope.tenantId, batch.dispatchId);
  return printDeed(tdb, scope, objects, {
    transferDispatchId: batch.dispatchId,
    answerDispatchId: answer,
    objectKind: 'transfer_batch',
    objectId: batch.id,
  });
};

const COLUMNS = [
  { heading: '序号', width: 6 },
  { heading: '档号', width: 26 },
  { heading: '题名', width: 50 },
  { heading: '年度', width: 8 },
  { heading: '保管期限', width: 10 },
  { heading: '页数', width: 8 },
  { heading: '盒号', width: 8 },
  { heading: '状态', width: 10 },
  { heading: '馆藏档号', width: 26 },
  { heading: '退回原因', width: 30 },
];

/** 移交清单 as a workbook, as it stands now. */
export const exportTransferList = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string },
): Promise<FileReference> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listTransferItemRows(tdb, scope.tenantId, { batchId: batch.id }, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportTransferList',
    objectKind: 'transfer_batch',
    fileName: `移交清单_${batch.batchNumber}.xlsx`,
    sheetName: '移交清单',
    columns: COLUMNS,
    rows: rows.map((row, index) => [
      index + 1,
      row.referenceCode,
      row.title,
      row.filingYear,
      retentionWord(row.retentionCode),
      row.pageCount,
      row.boxNumber,
      STATE_WORDS[row.state] ?? row.state,
      row.archivesCode,
      row.reason,
    ]),
  });
};

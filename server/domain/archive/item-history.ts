import { z } from 'zod';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import { itemEventView } from '@/server/domain/archive/archive-record';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 沿革: the whole life of one record, newest first. */

export const HISTORY_KINDS = ['record', 'code', 'place', 'use', 'file'] as const;
export const historyKind = z.enum(HISTORY_KINDS);
export type HistoryKind = z.infer<typeof historyKind>;

export const historyInput = z.strictObject({ id: uuid, kind: historyKind.optional(), ...pageInput });
export type HistoryInput = z.infer<typeof historyInput>;

export const historyEntry = itemEventView.extend({
  id: z.string(),
  kind: historyKind,
  /** What it happened with: a code, a box, a place, a workbook and its row. */
  subject: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
export const historyPage = pageOf(historyEntry);
export type HistoryPage = z.infer<typeof historyPage>;

export const itemId = z.strictObject({ id: uuid });

/** 注销: struck out with a reason; its code is never given again. */
export const voidItemInput = z.strictObject({ id: uuid, rowVersion: z.number().int().min(1), reason: text(500) });
export type VoidItemInput = z.infer<typeof voidItemInput>;

export const sumView = z.object({
  items: z.number().int(),
  pages: z.number().int(),
  /** Null when there are too many to add up. */
  isExact: z.boolean(),
});
export type SumView = z.infer<typeof sumView>;

/** What is written in the log, in words. */
export const HISTORY_ACTIONS: Readonly<Record<string, { zh: string; en: string }>> = {
  'archive.create': { zh: '著录归档', en: 'Filed' },
  'archive.correct': { zh: '更正', en: 'Corrected' },
  'archive.correctRetention': { zh: '更正保管期限', en: 'Retention corrected' },
  'archive.movePiece': { zh: '调卷', en: 'Moved to another volume' },
  'archive.undoChanges': { zh: '撤销导入的修改', en: 'Imported change undone' },
  'archive.saveFileNote': { zh: '填写备考表', en: 'Note on the volume' },
  'archive.bulkEdit': { zh: '批量修改', en: 'Bulk edit' },
  'archive.undoBulkEdit': { zh: '撤销批量修改', en: 'Bulk edit undone' },
  'archive.void': { zh: '注销', en: 'Struck out' },
  'archive.fileRows': { zh: '随目录导入归档', en: 'Filed with an import' },
  'archive.importUndone': { zh: '整批撤销导入', en: 'Import undone' },
  'archive.newCode': { zh: '换用新档号', en: 'New reference code' },
  'archive.relateItems': { zh: '关联档案', en: 'Related to' },
  'archive.unrelateItems': { zh: '取消关联', en: 'No longer related to' },
  'archive.exportHistory': { zh: '导出沿革', en: 'History exported' },
  'archive.grantedById': { zh: '授权查阅', en: 'Looked at under a grant' },
  'archive.grantedChildren': { zh: '授权查阅卷内', en: 'Looked inside under a grant' },
  'archive.grantedCheck': { zh: '授权检查', en: 'Checked under a grant' },
  'archive.grantedList': { zh: '授权浏览', en: 'Listed under a grant' },
  'fonds.changeCode': { zh: '改档号', en: 'Code changed' },
  'fonds.markTopics': { zh: '标记专题', en: 'Topics marked' },
  'inspection.pinRecord': { zh: '检查中列为问题', en: 'Named in a finding' },
  'filing.handedIn': { zh: '部门移交', en: 'Handed in by a department' },
  'filing.confirmRetention': { zh: '确定保管期限', en: 'Retention confirmed' },
  'digital.attach': { zh: '挂接文件', en: 'File attached' },
  'digital.refuseStoredFile': { zh: '移交的文件没有归入原文', en: 'Handed-in file not taken over' },
  'digital.store': { zh: '文件入库', en: 'File stored' },
  'digital.withdraw': { zh: '撤回文件', en: 'File withdrawn' },
  'digital.correctText': { zh: '校对正文', en: 'Text proof-read' },
  'digital.makeLayeredPdf': { zh: '生成双层 PDF', en: 'Layered PDF made' },
  'digital.verified': { zh: '最近一次完整性核验（文件数）', en: 'Last verified (files)' },
  'digital.checked_passed': { zh: '四性检测合格', en: 'Four-property check passed' },
  'digital.checked_open': { zh: '四性检测待人工确认', en: 'Four-property check: somebody must look' },
  'digital.checked_failed': { zh: '四性检测不合格', en: 'Four-property check failed' },
  'digital.fault_changed': { zh: '核验发现文件被改动', en: 'A file was found changed' },
  'digital.fault_missing': { zh: '核验发现文件缺失', en: 'A file was found missing' },
  'digital.fault_untracked': { zh: '核验发现多余文件', en: 'An unknown file was found' },
  'digital.fault_infected': { zh: '文件发现病毒，已隔离', en: 'A virus was found in a file; it was set aside' },
  'digital.fault_released': {
    zh: '复查未发现病毒，文件已解除隔离',
    en: 'Found harmless by a later scan; the file is back',
  },
  'digital.fault_repaired': { zh: '文件已修复', en: 'File repaired' },
  'digital.fault_accepted': { zh: '文件问题已说明', en: 'File fault accepted' },
  'digital.grantedText': { zh: '授权查阅正文', en: 'Text looked at under a grant' },
  'digitisation.step_out': { zh: '数字化出库', en: 'Given out for digitisation' },
  'digitisation.step_prepared': { zh: '数字化整理', en: 'Prepared for scanning' },
  'digitisation.step_scanned': { zh: '扫描', en: 'Scanned' },
  'digitisation.step_processed': { zh: '图像处理', en: 'Images processed' },
  'digitisation.step_checked': { zh: '图像质检', en: 'Images checked' },
  'digitisation.step_linked': { zh: '数字化挂接', en: 'Images linked' },
  'digitisation.step_returned': { zh: '数字化归还', en: 'Returned from digitisation' },
  'digitisation.step_withdrawn': { zh: '退出数字化批次', en: 'Withdrawn from the batch' },
  'digitisation.step_sent_back': { zh: '抽检退回', en: 'Sent back by the sample' },
  'digitisation.volume_out': { zh: '随所在卷（组）数字化出库', en: 'Its volume given out for digitisation' },
  'digitisation.volume_prepared': { zh: '随所在卷（组）数字化整理', en: 'Its volume prepared for scanning' },
  'digitisation.volume_scanned': { zh: '随所在卷（组）扫描', en: 'Scanned with its volume' },
  'digitisation.volume_processed': { zh: '随所在卷（组）图像处理', en: 'Images of its volume processed' },
  'digitisation.volume_checked': { zh: '随所在卷（组）图像质检', en: 'Images of its volume checked' },
  'digitisation.volume_linked': { zh: '随所在卷（组）数字化挂接', en: 'Images of its volume linked' },
  'digitisation.volume_returned': { zh: '随所在卷（组）数字化归还', en: 'Its volume returned from digitisation' },
  'digitisation.volume_withdrawn': { zh: '所在卷（组）退出数字化批次', en: 'Its volume withdrawn from the batch' },
  'digitisation.volume_sent_back': { zh: '所在卷（组）抽检退回', en: 'Its volume sent back by the sample' },
  'digitisation.setPages': { zh: '核定纸质页数', en: 'Paper pages counted' },
  'digitisation.exclude': { zh: '不予数字化', en: 'Not to be digitised' },
  'digitisation.replaceScan': { zh: '重扫换页', en: 'Page scanned again' },
  'digitisation.setCovered': { zh: '核定画幅所含页数', en: 'Pages of an image counted' },
  'digitisation.recheckPage': { zh: '重检页面', en: 'Page checked again' },
  'digitisation.vendorView': { zh: '外包人员查看', en: 'Looked at by the contractor' },
  'digital.grantedView': { zh: '授权查阅原文', en: 'Pages looked at under a grant' },
  'storage.intoBox': { zh: '装盒', en: 'Put into a box' },
  'storage.outOfBox': { zh: '出盒', en: 'Taken out of its box' },
  'storage.boxMoved': { zh: '所在盒移位', en: 'Its box was moved' },
  'storage.takenOut': { zh: '调出', en: 'Taken out of the store' },
  'storage.broughtBack': { zh: '归还入库', en: 'Brought back to the store' },
  'storage.stock_counted': { zh: '清点在位', en: 'Counted in its place' },
  'storage.stock_misplaced': { zh: '清点发现错位', en: 'Found in a wrong place' },
  'storage.stock_missing': { zh: '清点未见', en: 'Not found when counted' },
  'use.provided': { zh: '提供利用', en: 'Provided to a reader' },
  'use.refused': { zh: '未予提供', en: 'Not provided' },
  'use.copied': { zh: '复制（页数 × 份数）', en: 'Copied (pages × copies)' },
  'use.setRestriction': { zh: '限制知悉范围', en: 'Use restricted' },
  'use.liftRestriction': { zh: '解除知悉限制', en: 'Restriction lifted' },
  'disposition.transferReturned': { zh: '移交被退回', en: 'Returned by the archives' },
  'disposition.transferred': { zh: '移交进馆', en: 'Transferred to the archives' },
  'disposition.takenIn': { zh: '接收进馆', en: 'Taken in' },
  'disposition.openingDecided': { zh: '开放审核', en: 'Opening decided' },
};

const FIELD_NAMES: Readonly<Record<string, string>> = {
  referenceCode: '档号',
  title: '题名',
  responsibleParty: '责任者',
  documentNumber: '文号',
  documentDate: '日期',
  startDate: '起始日期',
  endDate: '终止日期',
  pageCount: '页数',
  frameCount: '画幅',
  openFlag: '开放标识',
  boxNumber: '盒号',
  retentionCode: '保管期限',
  expiresOn: '保管期满日',
  volume: '所在案卷',
  inside: '卷内件',
  filingYear: '年度',
  orgCode: '机构（问题）',
  fileNumber: '案卷号',
  pageNumber: '页号',
  remarks: '备注',
  topics: '专题',
  state: '状态',
  place: '库位',
  situation: '本卷情况说明',
  arranger: '立卷人',
  arrangedOn: '立卷日期',
  checker: '检查人',
  checkedOn: '检查日期',
};

/** The name of a field as a printed history writes it. */
export function historyFieldName(field: string, category: string): string {
  const own = categoryFields(category).find((one) => `details.${one.code}` === field);
  return own?.zh ?? FIELD_NAMES[field] ?? field;
}

/** A value as papers have it: the word behind a code where the field holds codes. */
export function historyFieldValue(field: string, value: string | null): string | null {
  if (value === null) return null;
  if (field === 'retentionCode') return RETENTION_CODES.find((one) => one.code === value)?.zh ?? value;
  if (field === 'openFlag') return OPEN_FLAGS.find((one) => one.code === value)?.zh ?? value;
  return value;
}

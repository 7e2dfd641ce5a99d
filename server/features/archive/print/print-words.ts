import type { BoxRow } from '@/db/queries/storage-box.queries';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { itemRange } from '@/server/domain/storage/box-plan';

/* Official forms are Chinese in every language of the screen. */

/** 永久, 30年, 10年: as spines and stamps have it. */
export const retentionShort = (code: string): string => {
  if (code === 'Y') return '永久';
  if (code === 'CQ') return '长期';
  if (code === 'DQ') return '短期';
  return /^D\d+$/.test(code) ? `${code.slice(1)}年` : code;
};

export const retentionWord = (code: string): string => RETENTION_CODES.find((entry) => entry.code === code)?.zh ?? code;

export const fourDigits = (number: number | null): string => (number === null ? '' : String(number).padStart(4, '0'));

export const boxRange = (row: BoxRow): { from: string; to: string } =>
  row.itemCount === 0
    ? { from: '', to: '' }
    : itemRange([
        { itemNumber: row.fromNumber, referenceCode: row.fromCode ?? '' },
        { itemNumber: row.toNumber, referenceCode: row.toCode ?? '' },
      ]);

export const FORM_TITLES = {
  item_catalogue: '归档文件目录',
  volume_catalogue: '案卷目录',
  file_list: '卷内文件目录',
  photo_list: '照片档案目录',
  negative_list: '底片目录',
  accounting_catalogue: '会计档案目录',
  accounting_transfer: '会计档案移交清册',
  project_catalogue: '科技档案案卷目录',
  recording_catalogue: '录音录像档案目录',
  object_catalogue: '实物档案目录',
  arrangement_note: '归档文件整理说明',
  filing_stamps: '归档章',
  separator_sheets: '分隔页',
  note_sheet: '备考表',
  volume_note: '卷内备考表',
  volume_cover: '案卷封面',
  volume_spine: '卷脊',
  box_spine: '盒脊',
  box_cover: '档案盒封面',
  box_labels: '盒标签',
  place_labels: '库位标签',
  fonds_record: '全宗单',
  fonds_card: '全宗卡片',
} as const;

export const FONDS_KINDS: Readonly<Record<string, string>> = {
  ORG: '机构全宗',
  PERSON: '人物全宗',
  THEME: '主题全宗',
  COMBINED: '联合全宗',
  COLLECTED: '汇集全宗',
  COLLECTION: '档案汇集',
};

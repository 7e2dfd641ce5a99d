import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { FigureDefinition } from './figure-definition.ts';

/* 数字化指标: computed from the frames, records and batches of 数字化. */

const DIGITISATION_FIGURE_CODES = ['DIG-01', 'S1-04', 'S1-05', 'S2-28', 'S2-29', 'S3-62'] as const;
export type DigitisationFigureCode = (typeof DIGITISATION_FIGURE_CODES)[number];

const OWNERS: readonly TenantKind[] = ['repository', 'department', 'township', 'village', 'enterprise', 'institution'];
const ARCHIVES: readonly TenantKind[] = ['repository'];
const SHOWN: readonly TenantKind[] = ['bureau'];
const FRAMES = { zh: '万画幅', en: '10 000 frames' };
const PERCENT = { zh: '%', en: '%' };

export const DIGITISATION_FIGURES: Readonly<Record<DigitisationFigureCode, FigureDefinition>> = {
  'DIG-01': {
    code: 'DIG-01',
    name: { zh: '办结数字化批次数', en: 'Digitisation batches finished' },
    definition: {
      zh: '办结日期在本年度内的数字化批次：全部档案已挂接并归还；按年度和门类建的批次，该年度该门类没有应扫未扫的。取消的不计。',
      en: 'Batches finished in the year: all records are linked and back, and a batch of a year and category has left none of it unscanned. Cancelled batches are left out.',
    },
    unit: { zh: '批', en: 'batches' },
    tenantKinds: OWNERS,
    seenBy: [],
    period: 'year',
    source: 'digitisation_batch',
    aggregate: 'count',
    divisor: 1,
    decimals: 0,
    version: 1,
  },
  'S1-04': {
    code: 'S1-04',
    name: { zh: '新接收进馆并完成著录扫描的档案件数', en: 'Newly accessioned items catalogued and fully scanned' },
    definition: {
      zh: '本年度进馆的案卷、册和不在卷内的件中，截止日目录已发布、图像齐全并检查合格的；只扫了一部分的不计，作废条目不计。',
      en: 'Volumes, registers and pieces outside volumes that entered in the year and at the cut-off have a published entry and complete images that passed the check. Half-scanned records and void entries are left out.',
    },
    unit: { zh: '万件', en: '10 000 items' },
    tenantKinds: ARCHIVES,
    seenBy: SHOWN,
    period: 'year_to_date',
    source: 'archive_item',
    aggregate: 'count',
    divisor: 10_000,
    decimals: 2,
    version: 1,
  },
  'S1-05': {
    code: 'S1-05',
    name: { zh: '新增全文画幅数', en: 'Full-text frames added and linked' },
    definition: {
      zh: '本年度挂接的合格画幅，一个图像为一画幅，一幅两页也只计一幅；年度看挂接日期。重扫替换的不增加，重复扫描不计的不算。',
      en: 'Frames that passed the check and were linked in the year; one image is one frame, also when it shows two pages. The day of linking decides. A scan that replaces another adds nothing; doublets are not counted.',
    },
    unit: FRAMES,
    tenantKinds: ARCHIVES,
    seenBy: SHOWN,
    period: 'year',
    source: 'scan_page',
    aggregate: 'count',
    divisor: 10_000,
    decimals: 2,
    version: 1,
  },
  'S2-28': {
    code: 'S2-28',
    name: { zh: '馆藏及待进馆档案累计数字化页数', en: 'Pages digitised to date, holdings and archives about to enter' },
    definition: {
      zh: '截止日合格画幅所含页数，历年累计：在馆档案的，加上单位已签字送来的移交清单中载明的；进馆后本馆已有图像的不再按清单计，退回的不计。',
      en: 'Pages shown by frames that passed the check, all years: of what is held, and of records on transfer lists that units have signed and sent, as their lists say. Returned records, and those of which the archives has frames of its own, are not counted from the list.',
    },
    unit: { zh: '页', en: 'pages' },
    tenantKinds: ARCHIVES,
    seenBy: SHOWN,
    period: 'point_in_time',
    source: 'scan_page',
    aggregate: 'sum',
    divisor: 1,
    decimals: 0,
    version: 1,
  },
  'S2-29': {
    code: 'S2-29',
    name: { zh: '馆藏永久纸质档案数字化率', en: 'Digitisation rate of permanent paper holdings' },
    definition: {
      zh: '截止日在馆的永久纸质案卷、册和不在卷内的件中，图像齐全并检查合格的占比；照片、声像、实物、电子档案不是纸质。登记不予数字化的另列，不在分母内。',
      en: 'Share of the permanent paper volumes, registers and pieces outside volumes held at the cut-off whose images are complete and passed the check. Photographs, sound, film, objects and electronic records are not paper. What is left out by rule is shown apart and not in the base.',
    },
    unit: PERCENT,
    tenantKinds: ARCHIVES,
    seenBy: [],
    period: 'point_in_time',
    source: 'archive_item',
    aggregate: 'ratio',
    divisor: 1,
    decimals: 2,
    version: 1,
  },
  'S3-62': {
    code: 'S3-62',
    name: { zh: '馆藏档案数字化率', en: 'Digitisation rate of the holdings' },
    definition: {
      zh: '截止日在馆的全部案卷、册和不在卷内的件中，图像齐全并检查合格的占比；登记不予数字化的仍在分母内。',
      en: 'Share of all volumes, registers and pieces outside volumes held at the cut-off whose images are complete and passed the check. What is left out by rule stays in the base.',
    },
    unit: PERCENT,
    tenantKinds: ARCHIVES,
    seenBy: [],
    period: 'point_in_time',
    source: 'archive_item',
    aggregate: 'ratio',
    divisor: 1,
    decimals: 2,
    version: 1,
  },
};

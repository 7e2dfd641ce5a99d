import type { Writable } from 'node:stream';
import { listFondsRows } from '@/db/queries/archive-scheme.queries';
import { readOrgNames } from '@/db/queries/filing-department.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { findSetting } from '@/db/queries/storage-place.queries';
import { type SheetOptions, writeSpineSheets } from '@/server/documents/print-sheets';
import { type VolumeCoverFace, writeVolumeCovers } from '@/server/documents/volume-covers';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { narrowestSpine, thicknessOf } from '@/server/domain/storage/box-plan';
import { DEFAULT_SETTING } from '@/server/domain/storage/place';
import { type PrintSteps, reading } from './print-source.ts';
import { retentionShort, retentionWord } from './print-words.ts';
import { type PrintedVolume, readVolumes } from './volume-source.ts';

/* 案卷封面 and 卷脊: GB/T 9705 for volumes of documents, GB/T 11822 for those of projects. */

const LEVELS = ['volume'];
const WIDEST_MM = 50;
const isTechnical = ({ volume }: PrintedVolume): boolean => volume.categoryCode === 'KJ';

/** 2023年5月6日; what nobody knows of a day is left out. */
const dayWords = (date: string): string => {
  const [year, month, day] = [date.slice(0, 4), Number(date.slice(4, 6)), Number(date.slice(6, 8))];
  return `${year}年${month > 0 ? `${month}月` : ''}${month > 0 && day > 0 ? `${day}日` : ''}`;
};
const bare = (date: string): string => date.replace(/[[\]]/g, '');
const periodWords = ({ from, to }: PrintedVolume): string => {
  const [first, last] = [bare(from), bare(to)];
  if (first === '' && last === '') return '';
  if (first === last || last === '') return dayWords(first);
  return first === '' ? `至${dayWords(last)}` : `${dayWords(first)}至${dayWords(last)}`;
};
const countWords = ({ pieces, pages }: PrintedVolume): string =>
  [pieces > 0 ? `${pieces} 件` : '', pages > 0 ? `${pages} 页` : ''].filter(Boolean).join(' ');

const readNames = async (steps: PrintSteps) => ({
  fonds: new Map((await reading(steps, listFondsRows)).map((row) => [row.id, row])),
  orgs: await reading(steps, readOrgNames),
  categoryName: await reading(steps, readCategoryNames),
});

/** 案卷封面, one a volume; 归档号 and 密级 are left to be written by hand. */
export const writeVolumeCoversOf = async (steps: PrintSteps, options: SheetOptions, sink: Writable): Promise<void> => {
  const names = await readNames(steps);
  const faces = (await readVolumes(steps, LEVELS)).map((one): VolumeCoverFace => {
    const { volume } = one;
    const fonds = names.fonds.get(volume.fondsId);
    const period = { label: '起止日期', value: periodWords(one) };
    const retention = { label: '保管期限', value: retentionWord(volume.retentionCode) };
    const code = { label: '档　　号', value: volume.referenceCode };
    const shared = { title: volume.title, label: volume.referenceCode };
    if (isTechnical(one))
      return {
        ...shared,
        heads: [],
        facts: [
          { label: '立卷单位', value: volume.responsibleParty ?? options.unitName },
          period,
          retention,
          { label: '密　　级', value: '' },
          code,
        ],
        boxes: [],
      };
    const org = names.orgs.get(volume.orgCode ?? '') ?? volume.orgCode ?? '';
    const className = [names.categoryName(wholeCategory(volume)), org].filter(Boolean).join('　');
    return {
      ...shared,
      heads: [fonds?.name ?? options.unitName, className],
      facts: [
        { ...period, label: '起止时间' },
        retention,
        { label: '件、页数', value: countWords(one) },
        { label: '归 档 号', value: '' },
        code,
      ],
      boxes: [
        { label: '全宗号', value: fonds?.number ?? '' },
        { label: '目录号', value: volume.catalogueNumber ?? '' },
        { label: '案卷号', value: volume.fileNumber ?? '' },
      ],
    };
  });
  await writeVolumeCovers(faces, options, sink);
};

/** 卷脊, as wide as the paper of the volume needs, side by side with room to cut. */
export const writeVolumeSpinesOf = async (steps: PrintSteps, options: SheetOptions, sink: Writable): Promise<void> => {
  const { fonds } = await readNames(steps);
  const setting = (await reading(steps, findSetting)) ?? DEFAULT_SETTING;
  const faces = (await readVolumes(steps, LEVELS)).map((one) => {
    const { volume, pages } = one;
    const sheets = Math.ceil((pages || setting.pagesIfUnknown) / setting.pagesPerSheet);
    const rule = { spineMm: WIDEST_MM, fillPercent: setting.fillPercent } as const;
    const spineMm = narrowestSpine(thicknessOf(sheets, setting), rule);
    const retention = { name: '保管期限', value: retentionShort(volume.retentionCode) };
    const owner = fonds.get(volume.fondsId);
    if (isTechnical(one))
      return {
        spineMm,
        running: volume.title,
        label: volume.referenceCode,
        fields: [retention, { name: '档号', value: volume.referenceCode }],
      };
    return {
      spineMm,
      running: owner?.name ?? options.unitName,
      label: volume.referenceCode,
      fields: [
        { name: '全宗号', value: owner?.number ?? '' },
        { name: '目录号', value: volume.catalogueNumber ?? '' },
        { name: '年度', value: String(volume.filingYear) },
        { name: '案卷号', value: volume.fileNumber ?? '' },
        retention,
      ],
    };
  });
  await writeSpineSheets(faces, options, sink);
};

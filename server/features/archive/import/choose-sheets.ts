import { mapHeading, type WorkbookColumn } from '@/server/domain/archive/import-columns';
import type { SheetRole } from './containers.ts';

export interface SheetToRead {
  /** undefined: the first sheet that has a header. */
  sheetName: string | undefined;
  role: SheetRole;
}

const VOLUMES = /^(?!.*卷内).*(?:案卷|卷目录|全引)/u;
const ITEMS = /卷内|文件目录|件目录/u;

/** 案卷目录 beside 卷内目录: both are read, volumes first. Otherwise the sheet that was asked for, or the first that has a header. */
export const chooseSheets = (names: readonly string[], asked: string | null): SheetToRead[] => {
  if (asked !== null && names.includes(asked)) return [{ sheetName: asked, role: 'list' }];
  const volumes = names.find((name) => VOLUMES.test(name));
  const items = names.find((name) => name !== volumes && ITEMS.test(name));
  if (volumes === undefined || items === undefined) return [{ sheetName: undefined, role: 'list' }];
  return [
    { sheetName: volumes, role: 'volumes' },
    { sheetName: items, role: 'items' },
  ];
};

/** What a sheet holds by its headings: a list whose title is 案卷题名 is one of volumes. */
export const roleOf = (role: SheetRole, columns: readonly WorkbookColumn[]): SheetRole => {
  if (role !== 'list') return role;
  const title = columns.find((column) => column.field === 'title')?.header ?? '';
  return mapHeading(title) === 'volumeTitle' ? 'volumes' : 'list';
};

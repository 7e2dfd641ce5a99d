import type { StorageSetting } from './place.ts';

/** 装盒: how a year's records go into boxes. Pure, so that the preview and the act cannot differ. */

/** 脊厚, in mm (DA/T 22-2015). */
export const SPINES_MM = [20, 30, 40, 50] as const;
export type SpineMm = (typeof SPINES_MM)[number];

export interface PackItem {
  id: string;
  itemNumber: number | null;
  referenceCode: string;
  orgCode: string | null;
  pageCount: number | null;
  /** 盒号 that came with the catalogue. */
  boxNumber: string | null;
}

export interface PackRule
  extends Pick<StorageSetting, 'sheetsPerMm' | 'pagesPerSheet' | 'fillPercent' | 'pagesIfUnknown'> {
  spineMm: SpineMm;
  /** Numbers begin anew in each organisation, so its records do not share a box with another's. */
  splitByOrg: boolean;
  /** The last box of a run gets the narrowest spine that holds it. */
  fitLast: boolean;
}

export interface PlannedBox {
  orgCode: string | null;
  spineMm: SpineMm;
  items: PackItem[];
  pages: number;
  thicknessMm: number;
}

type Paper = Pick<PackRule, 'sheetsPerMm' | 'pagesPerSheet' | 'pagesIfUnknown'>;

export const pagesOf = (item: Pick<PackItem, 'pageCount'>, paper: Pick<Paper, 'pagesIfUnknown'>): number =>
  item.pageCount ?? paper.pagesIfUnknown;

/** Thickness of so many pages, in mm with one decimal. Each piece begins a sheet of its own. */
export const thicknessOf = (sheets: number, paper: Pick<Paper, 'sheetsPerMm'>): number =>
  Math.round((sheets / paper.sheetsPerMm) * 10) / 10;

const sheetsOf = (item: PackItem, paper: Paper): number => Math.ceil(pagesOf(item, paper) / paper.pagesPerSheet);

/** The narrowest spine in which so much paper has room; the widest allowed where none has. */
export const narrowestSpine = (thickness: number, rule: Pick<PackRule, 'spineMm' | 'fillPercent'>): SpineMm =>
  SPINES_MM.find((spine) => spine <= rule.spineMm && thickness <= (spine * rule.fillPercent) / 100) ?? rule.spineMm;

/**
 * Fills boxes in the order of the records. A record is never divided; one that is thicker than a box gets a box for
 * itself, and shows as overfull.
 */
export function planBoxes(items: readonly PackItem[], rule: PackRule): PlannedBox[] {
  const room = (rule.spineMm * rule.fillPercent) / 100;
  const boxes: (PlannedBox & { sheets: number })[] = [];
  for (const item of items) {
    const sheets = sheetsOf(item, rule);
    const org = rule.splitByOrg ? item.orgCode : null;
    const last = boxes.at(-1);
    if (last && last.orgCode === org && thicknessOf(last.sheets + sheets, rule) <= room) {
      last.items.push(item);
      last.sheets += sheets;
      last.pages += pagesOf(item, rule);
    } else {
      boxes.push({
        orgCode: org,
        spineMm: rule.spineMm,
        items: [item],
        sheets,
        pages: pagesOf(item, rule),
        thicknessMm: 0,
      });
    }
  }
  return boxes.map(({ sheets, ...box }, index) => {
    const thicknessMm = thicknessOf(sheets, rule);
    const endsRun = boxes[index + 1]?.orgCode !== box.orgCode || index === boxes.length - 1;
    return { ...box, thicknessMm, spineMm: rule.fitLast && endsRun ? narrowestSpine(thicknessMm, rule) : box.spineMm };
  });
}

/** 按目录里的盒号: records that bring a box number go into the box of that number, in the order in which numbers first come. */
export function planByNumber(items: readonly PackItem[], rule: PackRule): PlannedBox[] {
  const groups = new Map<string, PackItem[]>();
  for (const item of items) {
    if (item.boxNumber === null) continue;
    const group = groups.get(item.boxNumber);
    if (group) group.push(item);
    else groups.set(item.boxNumber, [item]);
  }
  return [...groups.values()].map((group) => {
    const sheets = group.reduce((sum, item) => sum + sheetsOf(item, rule), 0);
    const orgs = new Set(group.map((item) => item.orgCode));
    return {
      orgCode: orgs.size === 1 ? (group[0]?.orgCode ?? null) : null,
      spineMm: rule.spineMm,
      items: group,
      pages: group.reduce((sum, item) => sum + pagesOf(item, rule), 0),
      thicknessMm: thicknessOf(sheets, rule),
    };
  });
}

/** 起止件号 of a box as its spine shows them; codes where records have no numbers of their own. */
export function itemRange(items: readonly Pick<PackItem, 'itemNumber' | 'referenceCode'>[]): {
  from: string;
  to: string;
} {
  const shown = (item: Pick<PackItem, 'itemNumber' | 'referenceCode'> | undefined): string =>
    item === undefined ? '' : item.itemNumber === null ? item.referenceCode : String(item.itemNumber).padStart(4, '0');
  return { from: shown(items[0]), to: shown(items.at(-1)) };
}

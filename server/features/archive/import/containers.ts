import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import {
  formatReferenceCode,
  normaliseReferenceCode,
  parseReferenceCode,
  resolveTemplate,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import { type CodePart, headTemplate } from '@/server/domain/archive/reference-code-template';
import { foldCodeText } from '@/server/domain/shared/chinese-text';
import type { Cells } from './parse-cells.ts';

/** 卷 and 组 that rows of a workbook stand in: found by code or by number, and what their pieces take from them. */

/** 案卷目录, 卷内目录, or a list that may hold both. */
export type SheetRole = 'list' | 'volumes' | 'items';

export interface Container {
  code: string;
  level: 'volume' | 'group';
  categoryCode: string;
  filingYear: number | null;
  retentionCode: string | null;
  orgCode: string | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  projectNumber: string | null;
}

/** How a row names its volume: by the volume's code, or by its number. */
export interface ContainerHint {
  code: string | null;
  number: string | null;
}

/** Whether codes of the template go on from a volume or group to what is inside. */
export const hasContainers = (template: TemplateRef | null): boolean => {
  const compiled = template && resolveTemplate(template);
  return compiled ? compiled.parts.has('item') && (compiled.parts.has('volume') || compiled.parts.has('group')) : false;
};

const numberKey = (catalogue: string | null | undefined, file: string): string => {
  const bare = /\d+/.exec(foldCodeText(file))?.[0];
  return `${foldCodeText(catalogue ?? '')}/${bare === undefined ? foldCodeText(file) : Number(bare)}`;
};

/** The code of the volume or group that a piece with these parts stands in. */
export const headCodeOf = (template: TemplateRef, parts: Partial<Record<CodePart, string | number>>): string | null => {
  if (!hasContainers(template) || (parts.volume === undefined && parts.group === undefined)) return null;
  const { item: _item, page: _page, ...head } = parts;
  const written = formatReferenceCode(template, head, 'volume');
  return written.ok ? written.text : null;
};

/** A row of a 卷内目录 often brings the code of its volume where others bring their own. */
export const isCodeOfContainer = (cells: Cells, template: TemplateRef | null, role: SheetRole): boolean => {
  if (!cells.referenceCode || template === null || role === 'volumes' || !hasContainers(template)) return false;
  const whole = resolveTemplate(template);
  const text = normaliseReferenceCode(cells.referenceCode);
  const parsed = parseReferenceCode(template, text, 'volume');
  if (!parsed || !whole || parsed.parts.item !== undefined) return false;
  const isHead = headTemplate(whole).regex.test(text);
  return isHead && (role === 'items' || Boolean(cells.orderNumber || cells.itemNumber));
};

export const hintOf = (cells: Cells, template: TemplateRef | null, role: SheetRole): ContainerHint | null => {
  if (role === 'volumes' || !hasContainers(template)) return null;
  const code = isCodeOfContainer(cells, template, role) ? normaliseReferenceCode(cells.referenceCode ?? '') : null;
  const file = cells.fileNumber || cells.groupNumber || '';
  const number = file === '' ? null : numberKey(cells.catalogueNumber, file);
  return code === null && number === null ? null : { code, number };
};

/** What pieces take from the volume or group that a row describes. */
export const containerOfRecord = (record: ArchiveItemCandidate, code: string): Container => ({
  code,
  level: record.level === 'group' ? 'group' : 'volume',
  categoryCode: record.categoryCode ?? '',
  filingYear: record.filingYear,
  retentionCode: record.retentionCode,
  orgCode: record.orgCode,
  catalogueNumber: record.catalogueNumber,
  fileNumber: record.fileNumber,
  projectNumber: record.details?.projectNumber ?? null,
});

export class ContainerIndex {
  private readonly codes = new Map<string, Container>();
  /** null: several volumes have the number, so that it names none. */
  private readonly numbers = new Map<string, Container | null>();

  add(container: Container): void {
    if (this.codes.has(container.code)) return;
    this.codes.set(container.code, container);
    if (container.fileNumber === null) return;
    const key = numberKey(container.catalogueNumber, container.fileNumber);
    this.numbers.set(key, this.numbers.has(key) ? null : container);
  }

  has(code: string): boolean {
    return this.codes.has(code);
  }

  find(hint: ContainerHint | null): Container | null {
    if (hint === null) return null;
    const byCode = hint.code === null ? undefined : this.codes.get(hint.code);
    return byCode ?? (hint.number === null ? null : (this.numbers.get(hint.number) ?? null));
  }
}

import type { ItemLevel } from '@/server/domain/archive/archive-item';
import {
  formatReferenceCode,
  parseReferenceCode,
  resolveTemplate,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { CodePart } from '@/server/domain/archive/reference-code-template';

/**
 * 档号换写: one code in the structure of another template, for a list that goes to somebody who asks for that structure.
 * The catalogue keeps its own. A code that would lose what tells it apart from another is refused, not shortened.
 */
export type ConvertedCode =
  | { ok: true; text: string }
  | { ok: false; reason: 'unreadable' | 'part_lost' | 'part_missing' | 'part_invalid'; part: CodePart | null };

const refused = (reason: Exclude<ConvertedCode, { ok: true }>['reason'], part: CodePart | null): ConvertedCode => ({
  ok: false,
  reason,
  part,
});

export function convertCode(
  from: TemplateRef,
  to: TemplateRef,
  code: string,
  record: {
    level: ItemLevel | null;
    retentionCode?: string | null;
    orgCode?: string | null;
    filingYear?: number | null;
  },
): ConvertedCode {
  const parsed = parseReferenceCode(from, code, record.level);
  const target = resolveTemplate(to);
  if (!parsed || !target) return refused('unreadable', null);
  const { parts } = parsed;
  // Letters that the target fixes as category stand in it without being one of its parts.
  if (target.fixedCategory !== null && parts.category !== undefined && parts.category !== target.fixedCategory)
    return refused('part_invalid', 'category');
  const isFixed = (part: string): boolean => part === 'category' && target.fixedCategory !== null;
  const lost = (Object.keys(parts) as CodePart[]).find((part) => !target.parts.has(part) && !isFixed(part));
  if (lost) return refused('part_lost', lost);
  const said = { year: record.filingYear, retention: record.retentionCode, org: record.orgCode };
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && value !== undefined));
  const numbers = Object.fromEntries(
    Object.entries(parts).map(([part, value]) => [
      part,
      /^\d{1,8}$/.test(value) && part in NUMBERED ? Number(value) : value,
    ]),
  );
  const written = formatReferenceCode(to, { ...known, ...numbers }, record.level);
  if (written.ok) return { ok: true, text: written.text };
  return refused(written.problem === 'part_missing' ? 'part_missing' : 'part_invalid', written.part);
}

/** Parts whose zeros are the template's own: 001 of one structure is 0001 of another. */
const NUMBERED: Readonly<Partial<Record<CodePart, true>>> = {
  catalogue: true,
  volume: true,
  group: true,
  item: true,
  page: true,
};

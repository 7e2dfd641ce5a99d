import { registerOfCode } from '@/server/domain/register/registers';
import type { CustomCondition } from './custom-figure.ts';
import { type CustomField, type CustomSubject, fixedSubject, registerSubject } from './custom-subjects.ts';
import type { FigureDefinition } from './figure-definition.ts';
import { ruleOfFigure } from './register-figures.ts';

/*
 * What a figure can be narrowed to in a text: a category, a retention period, a fonds … Each is a field of the register
 * that is counted, asked with the same conditions as a figure of the office's own.
 */
export interface FigureParam {
  field: string;
  value: string;
}
export const MOST_PARAMS = 4;

/* One entry that states a number, or one of several by name, is not the same entry among fewer. */
const canBeNarrowed = ({ code, aggregate }: FigureDefinition): boolean => {
  if (aggregate === 'stated' || aggregate === 'year_before') return false;
  const rule = ruleOfFigure(code);
  return rule?.pick === undefined && rule?.distinct === undefined;
};

/** The register whose fields a figure of the report can be narrowed by; null where it cannot be. */
export const subjectOfFigure = (figure: FigureDefinition): CustomSubject | null => {
  if (!canBeNarrowed(figure)) return null;
  const { code, source } = figure;
  if (source === 'archive_item' || source === 'reading_visit') return fixedSubject(source);
  const definition = registerOfCode(ruleOfFigure(code)?.register);
  return definition ? registerSubject(definition) : null;
};

const EXACT: readonly string[] = ['fonds', 'filingYear'];
/** The fields that a text may name: those with a list of choices, the fonds, the year. */
export const paramFields = (subject: CustomSubject): CustomField[] =>
  subject.fields.filter((field) => field.kind === 'choice' || EXACT.includes(field.key));

const plain = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
const isSame = (typed: string, ...names: readonly string[]): boolean =>
  names.some((name) => plain(name) === plain(typed));

const codeOf = (field: CustomField, value: string): string | null => {
  if (field.kind === 'choice')
    return field.choices.find((choice) => isSame(value, choice.code, choice.zh, choice.en))?.code ?? null;
  if (field.key === 'filingYear') return /^[12]\d{3}$/u.test(value) ? value : null;
  return /^[\p{L}\p{N}-]{1,30}$/u.test(value) ? value : null;
};

/** What was written as conditions; null where a field or a value does not exist. Several values of a field: any of them. */
export const conditionsOf = (
  subject: CustomSubject | null,
  params: readonly FigureParam[],
): CustomCondition[] | null => {
  if (params.length === 0) return [];
  if (!subject || params.length > MOST_PARAMS) return null;
  const fields = paramFields(subject);
  const asked = new Map<string, string[]>();
  for (const param of params) {
    const field = fields.find((one) => isSame(param.field, one.key, one.name.zh, one.name.en));
    const code = field ? codeOf(field, param.value) : null;
    if (!field || code === null) return null;
    asked.set(field.key, [...(asked.get(field.key) ?? []), code]);
  }
  return [...asked].map(([field, values]) => ({ field, op: 'any_of', values }));
};

const RESERVED = /[{}｛｝·・•=＝]/u;
/** How a choice is written into a text: as people call it, where its name can be told from the marks around it. */
export const paramText = (field: CustomField, code: string): FigureParam => {
  const label = field.choices.find((choice) => choice.code === code)?.zh ?? code;
  return { field: field.name.zh, value: RESERVED.test(label) ? code : label };
};

import { cleanText, foldCodeText } from '@/server/domain/shared/chinese-text';
import { parseArchiveDate } from '@/server/domain/shared/dates';
import type { RegisterDefinition, RegisterField } from './register-definition.ts';

/* Between what stands in a cell of Excel and what an entry says. */

const YES = new Set(['是', '有', '√', '✓', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '无', '×', 'n', 'no', 'false', '0']);

const numberOf = (typed: string): number | string => {
  const plain = foldCodeText(typed)
    .replace(/[,，]/g, '')
    .replace(/[^\d.eE+-]+$/u, '');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : typed;
};

/** What a person typed, as the field takes it; what cannot be understood stays as typed, to be complained about. */
export const valueOfCell = (field: RegisterField, cell: string): string | number | boolean | undefined => {
  const typed = cleanText(cell);
  if (typed === '') return undefined;
  if (field.kind === 'number') return numberOf(typed);
  if (field.kind === 'date') {
    const parsed = parseArchiveDate(typed);
    return (parsed.ok && parsed.date.iso) || typed;
  }
  if (field.kind === 'flag') {
    const word = typed.toLowerCase();
    return YES.has(word) ? true : NO.has(word) ? false : typed;
  }
  if (field.kind === 'choice') {
    const word = typed.toLowerCase();
    return (
      field.choices.find(({ code, zh, en }) => [code, zh, en].some((one) => one.toLowerCase() === word))?.code ?? typed
    );
  }
  return typed;
};

/** A value as it is printed. */
export const cellOfValue = (
  field: RegisterField,
  value: string | number | boolean | undefined,
  language: 'zh' | 'en',
): string | number => {
  if (value === undefined) return '';
  if (field.kind === 'flag') return { zh: value ? '是' : '否', en: value ? 'yes' : 'no' }[language];
  if (field.kind === 'choice') return field.choices.find(({ code }) => code === value)?.[language] ?? String(value);
  return typeof value === 'boolean' ? String(value) : value;
};

/** The heading of a field in a workbook: 温度（℃）. */
export const headingOf = (field: RegisterField, language: 'zh' | 'en'): string => {
  const unit = field.kind === 'number' ? field.unit?.[language] : undefined;
  if (!unit) return field.name[language];
  return language === 'zh' ? `${field.name.zh}（${unit}）` : `${field.name.en} (${unit})`;
};

const headingKey = (heading: string): string =>
  foldCodeText(heading)
    .replace(/〔.*〕$/u, '')
    .toLowerCase();

/** Which field each column of a pasted or uploaded block means; null where none. */
export const fieldsOfHeadings = (
  definition: RegisterDefinition,
  headings: readonly string[],
): (RegisterField | null)[] => {
  const byName = new Map(
    definition.fields.flatMap((field) => [
      [headingKey(field.name.zh), field] as const,
      [headingKey(field.name.en), field] as const,
      [field.key.toLowerCase(), field] as const,
    ]),
  );
  return headings.map((heading) => byName.get(headingKey(heading)) ?? null);
};

import { cleanText, foldCodeText } from '@/server/domain/shared/chinese-text';
import { parseArchiveDate } from '@/server/domain/shared/dates';
import type { RegisterDefinition, RegisterField } from './register-definition.ts';

/* Between what stands in a cell of Excel and what an entry says. */

const YES = new Set(['是', '有', '√', '✓', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '无', '×', 'n', 'no', 'false', '0']);

/** A comma before one or two digits is a decimal comma, as loggers write it; any other one divides thousands. */
const numberOf = (typed: string): number | string => {
  const plain = foldCodeText(typed)
    .replace(/[^\d.,eE+-]+$/u, '')
    .replace(/^([-+]?\d+),(\d{1,2})$/u, '$1.$2')
    .replace(/[,，]/g, '');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : typed;
};

const CLOCK = /^(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})?)?(?:\.\d{1,9})?(?:分|秒)?(am|pm)?$/u;
const BARE_CLOCK = /^(\d{2})(\d{2})(\d{2})?$/u;

/** 08:30 or 08:30:15; what is no time of day stays as typed. Seconds that are zero say nothing. */
export const clockOf = (typed: string): string => {
  const folded = typed.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  const plain = folded.replace(/^(?:上午|am)(.*)$/u, '$1am').replace(/^(?:下午|pm)(.*)$/u, '$1pm');
  const found = CLOCK.exec(plain) ?? BARE_CLOCK.exec(plain);
  if (!found) return typed;
  const [, hours = '', minutes = '', seconds = '0', half] = found;
  const hour = half ? (Number(hours) % 12) + (half === 'pm' && Number(hours) <= 12 ? 12 : 0) : Number(hours);
  const parts = [hour, Number(minutes), Number(seconds)];
  if (hour > 23 || parts.slice(1).some((part) => part > 59)) return typed;
  return parts
    .slice(0, parts[2] === 0 ? 2 : 3)
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
};

/** What a person typed, as the field takes it; what cannot be understood stays as typed, to be complained about. */
export const valueOfCell = (field: RegisterField, cell: string): string | number | boolean | undefined => {
  const typed = cleanText(cell);
  if (typed === '') return undefined;
  switch (field.kind) {
    case 'number':
      return numberOf(typed);
    case 'time':
      return clockOf(typed);
    case 'date': {
      const parsed = parseArchiveDate(typed);
      return (parsed.ok && parsed.date.iso) || typed;
    }
    case 'flag': {
      const word = typed.toLowerCase();
      return YES.has(word) ? true : NO.has(word) ? false : typed;
    }
    case 'choice': {
      const word = typed.toLowerCase();
      const known = field.choices.find(({ code, zh, en }) => [code, zh, en].some((one) => one.toLowerCase() === word));
      return known?.code ?? typed;
    }
    case 'text':
      return typed;
  }
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

/** 温度（℃）, 温度℃ and "Temperature [°C]" are the same as 温度 and Temperature. */
const headingKey = (heading: string): string =>
  foldCodeText(heading)
    .replace(/〔.*〕$/u, '')
    .toLowerCase()
    .replace(/[°%][a-z]{0,2}$/u, '');

/** Which field each column of a pasted or uploaded block means; null where none. The first column of a field counts. */
export const fieldsOfHeadings = (
  definition: RegisterDefinition,
  headings: readonly string[],
): (RegisterField | null)[] => {
  const named = (of: (field: RegisterField) => readonly string[]) =>
    definition.fields.flatMap((field) => of(field).map((name) => [headingKey(name), field] as const));
  // A field's own name is stronger than what another is also called.
  const byName = new Map([
    ...named((field) => field.aliases ?? []),
    ...named((field) => [field.name.zh, field.name.en, field.key]),
  ]);
  const taken = new Set<RegisterField>();
  return headings.map((heading) => {
    const field = byName.get(headingKey(heading));
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
};

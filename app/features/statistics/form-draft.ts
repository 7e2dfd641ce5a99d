import { newIdempotencyKey } from '@/app/lib/trpc';
import type { CheckOp } from '@/server/domain/statistics/check-ops';
import { refOf } from '@/server/domain/statistics/form';
import type { OwnFormView, SaveFormInput } from '@/server/domain/statistics/statistics';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/* A form as the editor has it. Rows, columns and checks have ids of their own, so that a check keeps its cells while others come and go. */

export interface DraftColumn {
  id: string;
  title: string;
}
export interface DraftRow {
  id: string;
  title: string;
  unit: string;
  cells: string[];
}
export interface DraftPart {
  id: string;
  title: string;
  columns: DraftColumn[];
  rows: DraftRow[];
}
export interface DraftCheck {
  id: string;
  text: string;
  op: CheckOp;
  /** `<row>.<column>` by their ids. */
  left: string[];
  right: string[];
}
export interface FormDraft {
  name: string;
  fillers: TenantKind[];
  parts: DraftPart[];
  checks: DraftCheck[];
}

export const newRow = (columns: number): DraftRow => ({
  id: newIdempotencyKey(),
  title: '',
  unit: '',
  cells: Array.from({ length: columns }, () => 'entered'),
});
export const newColumn = (): DraftColumn => ({ id: newIdempotencyKey(), title: '' });
export const newPart = (): DraftPart => ({
  id: newIdempotencyKey(),
  title: '',
  columns: [newColumn()],
  rows: [newRow(1)],
});
export const newCheck = (): DraftCheck => ({ id: newIdempotencyKey(), text: '', op: 'equal', left: [], right: [] });
export const newDraft = (): FormDraft => ({ name: '', fillers: ['department'], parts: [newPart()], checks: [] });

/** Of a sum it says whether it goes along the row or down the column. */
export const draftOf = ({ form, name }: OwnFormView): FormDraft => ({
  name,
  fillers: form.fillers,
  parts: form.parts.map((part) => ({
    id: part.key,
    title: form.parts.length === 1 && part.title.zh === name ? '' : part.title.zh,
    columns: part.columns.map((column) => ({ id: column.key, title: column.title.zh })),
    rows: part.rows.map((row) => ({
      id: row.key,
      title: row.title.zh,
      unit: row.unit.zh,
      cells: part.columns.map((column) => {
        const rule = row.cells[column.key];
        if (!rule) return 'none';
        if (rule.by === 'indicator') return `indicator:${rule.code}`;
        if (rule.by === 'entered') return 'entered';
        return rule.of.every((ref) => ref.startsWith(`${row.key}.`)) ? 'row_sum' : 'column_sum';
      }),
    })),
  })),
  checks: form.checks.map(({ key, text, op, left, right }) => ({ id: key, text: text.zh, op, left, right })),
});

export interface CellChoice {
  ref: string;
  name: string;
  place: { part: number; row: number; column: number };
}

/** All cells that hold a number, with their names, in the order of reading. */
export const cellChoices = ({ parts }: FormDraft, partNumber: (n: number) => string): CellChoice[] =>
  parts.flatMap((part, at) =>
    part.rows.flatMap((row, line) =>
      part.columns.flatMap((column, index) => {
        if ((row.cells[index] ?? 'none') === 'none') return [];
        const where = parts.length > 1 ? `${part.title || partNumber(at + 1)} · ` : '';
        const what = part.columns.length > 1 ? `${row.title} · ${column.title}` : row.title;
        return [
          { ref: refOf(row.id, column.id), name: `${where}${what}`, place: { part: at, row: line, column: index } },
        ];
      }),
    ),
  );

export const isReady = ({ name, fillers, parts, checks }: FormDraft, choices: readonly CellChoice[]): boolean => {
  const known = new Set(choices.map(({ ref }) => ref));
  const isFilled = (text: string) => text.trim() !== '';
  return (
    isFilled(name) &&
    fillers.length > 0 &&
    parts.every(
      (part) =>
        (parts.length === 1 || isFilled(part.title)) &&
        part.columns.every((column) => isFilled(column.title)) &&
        part.rows.every((row) => isFilled(row.title)),
    ) &&
    checks.every(
      ({ text, left, right }) => isFilled(text) && [left, right].every((side) => side.some((ref) => known.has(ref))),
    )
  );
};

/** What is sent. A cell that a check named and that is no more falls out of it. */
export const inputOf = (
  { name, fillers, parts, checks }: FormDraft,
  choices: readonly CellChoice[],
): Omit<SaveFormInput, 'id' | 'rowVersion'> => {
  const places = new Map(choices.map(({ ref, place }) => [ref, place]));
  const placesOf = (refs: readonly string[]) => refs.flatMap((ref) => places.get(ref) ?? []);
  return {
    name,
    fillers,
    parts: parts.map((part) => ({
      title: part.title.trim() || undefined,
      columns: part.columns.map((column) => column.title),
      rows: part.rows.map(({ title, unit, cells }) => ({
        title,
        unit,
        cells: cells as SaveFormInput['parts'][number]['rows'][number]['cells'],
      })),
    })),
    checks: checks.map(({ text, op, left, right }) => ({ text, op, left: placesOf(left), right: placesOf(right) })),
  };
};

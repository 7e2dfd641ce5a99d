import { useMemo } from 'react';
import { type GridRow, isBlank } from '@/app/features/archive/grid/grid-model';
import type { SheetFace, SheetProblem } from '@/app/features/archive/grid/sheet-face';
import { useLocale, useText } from '@/app/i18n/use-text';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { headingOf } from '@/server/domain/register/register-cells';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { isRowChanged, readSheetRow } from '@/server/domain/register/register-sheet';
import type { ValueProblem } from '@/server/domain/register/register-values';
import { languageOf } from '../register-words';

export type SheetProblems = ReadonlyMap<string, readonly SheetProblem[]>;

/** The sheet of a register, said by its definition alone. */
export const useRegisterFace = (definition: RegisterDefinition): SheetFace => {
  const t = useText();
  const locale = useLocale();
  return useMemo(() => {
    const language = languageOf(locale);
    const fieldOf = (column: string) => definition.fields.find(({ key }) => key === column);
    return {
      caption: t('register.sheetOf', { name: definition.name[language] }),
      labelOf: (column) => {
        const field = fieldOf(column);
        return field ? `${headingOf(field, language)}${field.required ? ' *' : ''}` : column;
      },
      choicesOf: (column) => {
        const field = fieldOf(column);
        if (field?.kind === 'flag') return [t('register.yes'), t('register.no')];
        return field?.kind === 'choice' ? field.choices.map((choice) => choice[language]) : [];
      },
      say: ({ code }) => t(`register.problem_${code as ValueProblem | 'classified'}`),
    };
  }, [t, locale, definition]);
};

const problemsOf = (definition: RegisterDefinition, row: GridRow): SheetProblem[] => {
  const secret = Object.entries(row.cells).filter(([, text]) => isSecrecyMarked(text));
  const wrong = readSheetRow(definition, row.cells).problems;
  return [
    ...secret.map(([field]) => ({ code: 'classified', severity: 'error' as const, field, detail: '' })),
    ...wrong.map(({ field, problem }) => ({ code: problem, severity: 'error' as const, field, detail: '' })),
  ];
};

/** What is wrong in each row, by key. A row is read again only when it has changed. */
export const useSheetProblems = (definition: RegisterDefinition, rows: readonly GridRow[]): SheetProblems => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another register is another judgement of every row
  const read = useMemo(() => new WeakMap<GridRow, readonly SheetProblem[]>(), [definition]);
  return useMemo(() => {
    const found = new Map<string, readonly SheetProblem[]>();
    for (const row of rows) {
      if (isBlank(row)) continue;
      const own = read.get(row) ?? problemsOf(definition, row);
      read.set(row, own);
      if (own.length > 0) found.set(row.key, own);
    }
    return found;
  }, [definition, rows, read]);
};

/** Rows that can be entered: typed or changed, and nothing wrong with them. */
export const readyRows = (rows: readonly GridRow[], problems: SheetProblems): GridRow[] =>
  rows.filter((row) => !problems.has(row.key) && !isBlank(row) && (row.itemId === undefined || isRowChanged(row)));

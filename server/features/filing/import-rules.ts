import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { deleteRules, insertRules, MOST_RULES, type RuleValues } from '@/db/queries/filing-schedule.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { ARCHIVAL_CATEGORIES, findArchivalCategory } from '@/server/domain/archive/archival-category';
import { type HeadingMap, headingMap } from '@/server/domain/archive/import-columns';
import { parseRetention, RETENTION_BASES, RETENTION_CODES } from '@/server/domain/archive/retention';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { type ImportRulesView, type importRulesInput, RULE_PERIODS } from '@/server/domain/filing/retention-schedule';
import { AppError } from '@/server/domain/shared/app-error';
import { readWorkbook } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';
import { takeForEditing } from './change-rules.ts';
import { getSchedule, scheduleLabel } from './list-schedules.ts';
import { BASIS_WORDS } from './print-schedule.ts';

type Problem = ImportRulesView['problems'][number];
const TIME_LIMIT_MS = 10_000;
const MOST_PROBLEMS = 200;
const LONGEST = { code: 20, description: 300, source: 200 } as const;

/** The reader finds a header by the fields it knows; the columns of a schedule borrow theirs. */
const HEADINGS: HeadingMap = new Map([
  ...headingMap('WS'),
  ['条目号', 'referenceCode'],
  ['条款号', 'referenceCode'],
  ['编号', 'referenceCode'],
  ['序号', 'referenceCode'],
  ['归档范围', 'title'],
  ['归档范围条目', 'title'],
  ['文件材料', 'title'],
]);

interface RuleRow {
  row: number;
  code: string;
  category: string;
  description: string;
  period: string;
  basis: string;
  minimum: string;
  source: string;
}

const categoryOf = (typed: string): string | undefined => {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return 'WS';
  if (findArchivalCategory(text)) return text;
  return ARCHIVAL_CATEGORIES.find((category) => category.zh === text || category.zh === `${text}档案`)?.code;
};

/** As the export writes it, or as anybody would. */
const periodOf = (typed: string): string | undefined =>
  RETENTION_CODES.find((entry) => entry.zh === typed.trim())?.code ?? parseRetention(typed);

const basisOf = (typed: string): string => {
  const text = typed.trim();
  return (
    RETENTION_BASES.find((basis) => basis === text) ??
    Object.entries(BASIS_WORDS).find(([, word]) => text !== '' && word === text)?.[0] ??
    'formed'
  );
};

const problemOf = (
  row: RuleRow,
  period: string | undefined,
  category: string | undefined,
): Problem['problem'] | null => {
  if (row.code === '' || row.code.length > LONGEST.code) return 'CODE';
  if (row.description === '' || row.description.length > LONGEST.description) return 'DESCRIPTION';
  if (isSecrecyMarked(row.description) || isSecrecyMarked(row.source)) return 'SECRECY';
  if (!RULE_PERIODS.some((known) => known === period)) return 'PERIOD';
  return category === undefined ? 'CATEGORY' : null;
};

/** The rules of the rows, and what is wrong with those that are none. */
const rulesOf = (rows: readonly RuleRow[]): { rules: RuleValues[]; problems: Problem[] } => {
  const [rules, problems, seen]: [RuleValues[], Problem[], Set<string>] = [[], [], new Set()];
  for (const row of rows) {
    const period = periodOf(row.period);
    const category = categoryOf(row.category);
    const problem = problemOf(row, period, category) ?? (seen.has(row.code) ? 'REPEATED' : null);
    seen.add(row.code);
    if (problem) problems.push({ row: row.row, problem });
    else
      rules.push({
        code: row.code,
        categoryCode: category ?? 'WS',
        description: row.description,
        retentionCode: period ?? '',
        basis: basisOf(row.basis),
        isMinimum: /^(?:是|最低|true|1)$/u.test(row.minimum.trim()),
        source: row.source.slice(0, LONGEST.source) || null,
      });
  }
  return { rules, problems };
};

const readRows = async (bytes: Buffer): Promise<RuleRow[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-rules-'));
  const rows: RuleRow[] = [];
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, bytes, { mode: 0o600 });
    await readWorkbook(filePath, {
      headings: HEADINGS,
      timeLimitMs: TIME_LIMIT_MS,
      onRows: async (read, { columns }) => {
        const at = (...headings: string[]) => columns.find((column) => headings.includes(column.header))?.index ?? -1;
        const ofField = (field: string) => columns.find((column) => column.field === field)?.index ?? -1;
        const places = {
          code: ofField('referenceCode'),
          category: ofField('categoryCode'),
          description: ofField('title'),
          period: ofField('retentionCode'),
          basis: at('起算', '起算基准'),
          minimum: at('最低期限'),
          source: at('依据'),
        };
        for (const { rowNumber, cells } of read) {
          const cell = (index: number) => (cells[index] ?? '').trim();
          const fields = Object.entries(places).map(([name, index]) => [name, cell(index)]);
          rows.push({ row: rowNumber, ...(Object.fromEntries(fields) as Omit<RuleRow, 'row'>) });
        }
        if (rows.length > MOST_RULES) throw new AppError('BATCH_TOO_LARGE', 'too many rules', { rules: MOST_RULES });
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
};

/** A workbook takes the place of the draft's rules: all rows or, when one is wrong, none. */
export const importRules = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: z.infer<typeof importRulesInput>,
): Promise<ImportRulesView> => {
  const { tenantId } = scope;
  const object = await findStoredObject(tdb, tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${tenantId}`);
  const schedule = await takeForEditing(tdb, scope, input);
  const { rules, problems } = rulesOf(await readRows(await readObject(objects, object)));
  const isTaken = problems.length === 0 && rules.length > 0;
  if (isTaken) {
    await deleteRules(tdb, tenantId, schedule.id);
    await insertRules(
      tdb,
      { tenantId, scheduleId: schedule.id },
      rules.map((rule) => ({ ...rule, id: uuidv7() })),
    );
  }
  await audit(tdb, scope, {
    action: 'filing.importRules',
    objectKind: 'retention_schedule',
    objectId: schedule.id,
    objectLabel: scheduleLabel(schedule),
    detail: { rules: isTaken ? rules.length : 0, problems: problems.length, sha256: object.sha256 },
  });
  const { rowVersion } = await getSchedule(tdb, scope, { scheduleId: schedule.id });
  return { added: isTaken ? rules.length : 0, problems: problems.slice(0, MOST_PROBLEMS), rowVersion };
};

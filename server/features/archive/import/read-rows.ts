import type { TenantDb } from '@/db/client';
import {
  type ContainerRow,
  findContainers,
  findFiledFingerprints,
  findStanding,
} from '@/db/queries/archive-import-match.queries';
import type { ImportRowInsert } from '@/db/queries/archive-import-row.queries';
import { emptyCandidate } from '@/server/domain/archive/archive-item';
import { SECOND_SHEET } from '@/server/domain/archive/import-batch';
import type { WorkbookColumn } from '@/server/domain/archive/import-columns';
import { checkRecord, type RecordProblem } from '@/server/domain/archive/record-checks';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { type Container, ContainerIndex, containerOfRecord, type SheetRole } from './containers.ts';
import { makeRepeatFinder } from './find-repeats.ts';
import { makeRepeatCounter } from './fingerprint.ts';
import { hintOfRow, type ImportContext, type PreparedRow, prepareRow, templateFor } from './prepare-row.ts';
import type { SheetRow } from './workbook-header.ts';

/** The code stands in the catalogue already. */
export const TAKEN: RecordProblem = { code: 'CODE_UNIQUE', severity: 'error', field: 'referenceCode', detail: 'taken' };
/** The volume that a row names is neither in the workbook nor in the catalogue. */
export const NO_CONTAINER: RecordProblem = {
  code: 'FIELD_INVALID',
  severity: 'error',
  field: 'fileNumber',
  detail: 'no_volume',
};

const TAKEN_OVER = new Set(
  ['filingYear', 'retentionCode', 'orgCode', 'fileNumber'].map((field) => `FIELD_MISSING ${field}`),
);

export const toContainer = (row: ContainerRow): Container => ({
  code: row.referenceCode,
  level: row.level === 'group' ? 'group' : 'volume',
  categoryCode: row.subcategoryCode ? `${row.categoryCode}·${row.subcategoryCode}` : row.categoryCode,
  filingYear: row.filingYear,
  retentionCode: row.retentionCode,
  orgCode: row.orgCode,
  catalogueNumber: row.catalogueNumber,
  fileNumber: row.fileNumber,
  projectNumber: row.details.projectNumber ?? null,
});

interface Draft {
  rowNumber: number;
  row: PreparedRow;
  repeats: RecordProblem[];
}

export const toInsert = (rowNumber: number, row: PreparedRow, more: readonly RecordProblem[]): ImportRowInsert => ({
  rowNumber,
  record: row.record,
  problems: [...row.problems, ...more],
  isWrong: row.isWrong || more.some((problem) => problem.severity === 'error'),
  sequenceScope: row.sequenceScope,
  outcome: 'new',
  fingerprint: row.fingerprint,
  knownItemId: null,
});

/** Rows of one workbook on their way into the preview, in the order in which they are read. Holds what rows are to each other. */
export class RowReader {
  blocked = 0;
  private readonly containers = new ContainerIndex();
  private readonly findRepeats = makeRepeatFinder();
  private readonly countRepeat = makeRepeatCounter();

  constructor(
    private readonly tenantId: number,
    private readonly context: ImportContext,
  ) {}

  /** The rows as they are to be kept, with the volumes and groups that their titles make. */
  async read(
    tdb: TenantDb,
    sheet: { role: SheetRole; columns: readonly WorkbookColumn[] },
    rows: readonly SheetRow[],
  ): Promise<ImportRowInsert[]> {
    await this.fetchContainers(
      tdb,
      rows.flatMap(({ cells }) => hintOfRow(cells, sheet.columns, this.context, sheet.role)?.code ?? []),
    );
    const drafts = rows.map(({ rowNumber, cells }) => this.prepare(sheet, rowNumber, cells));
    await this.fetchContainers(
      tdb,
      drafts.flatMap(({ row }) => row.record.containerCode ?? []),
    );
    const made = drafts.flatMap((draft) => this.makeContainer(draft) ?? []);
    for (const { row, repeats } of drafts) {
      const { containerCode, role } = row.record;
      const isLost = containerCode !== undefined && !this.containers.has(containerCode);
      if (role === 'items' && (isLost || containerCode === undefined)) {
        // What it would have taken from its volume is not missing by itself.
        row.problems = row.problems.filter((problem) => !TAKEN_OVER.has(`${problem.code} ${problem.field}`));
        repeats.push(NO_CONTAINER);
      }
      // In a list the volume is a help, not a must.
      else if (isLost) delete row.record.containerCode;
    }
    return this.compare(tdb, [...made, ...drafts]);
  }

  private prepare(
    sheet: { role: SheetRole; columns: readonly WorkbookColumn[] },
    sheetRow: number,
    cells: readonly string[],
  ): Draft {
    const rowNumber = sheet.role === 'items' ? sheetRow + SECOND_SHEET : sheetRow;
    const row = prepareRow(cells, sheet.columns, this.context, { role: sheet.role, containers: this.containers });
    const { item } = row.record;
    if (item === null) this.blocked += 1;
    else if (item.level !== 'piece' && item.referenceCode !== null)
      this.containers.add(containerOfRecord(item, item.referenceCode));
    return { rowNumber, row, repeats: item ? this.findRepeats(item, rowNumber) : [] };
  }

  private async fetchContainers(tdb: TenantDb, codes: readonly string[]): Promise<void> {
    const unknown = [...new Set(codes)].filter((code) => !this.containers.has(code));
    for (const row of await findContainers(tdb, this.tenantId, unknown)) this.containers.add(toContainer(row));
  }

  /** A volume or group whose title stands beside those of its pieces, once. */
  private makeContainer({ rowNumber, row }: Draft): Draft | null {
    const { item, containerCode } = row.record;
    const { containerTitle } = row;
    if (!item || !containerCode || containerTitle === null || this.containers.has(containerCode)) return null;
    const record = {
      ...emptyCandidate(),
      level: item.categoryCode?.startsWith('ZP') ? ('group' as const) : ('volume' as const),
      referenceCode: containerCode,
      fondsNumber: item.fondsNumber,
      categoryCode: item.categoryCode,
      filingYear: item.filingYear,
      retentionCode: item.retentionCode,
      orgCode: item.orgCode,
      catalogueNumber: item.catalogueNumber,
      fileNumber: item.fileNumber,
      title: containerTitle,
      responsibleParty: item.responsibleParty,
      documentDate: item.documentDate,
      openFlag: item.openFlag,
      details: item.details?.projectNumber ? { projectNumber: item.details.projectNumber } : null,
    };
    this.containers.add(containerOfRecord(record, containerCode));
    const template = templateFor(this.context, record);
    const problems = checkRecord(record, { today: this.context.today, template });
    const isWrong = problems.some((problem) => problem.severity === 'error');
    const made: PreparedRow = {
      record: { cells: { referenceCode: containerCode, title: containerTitle }, item: record },
      problems,
      isWrong,
      sequenceScope: null,
      fingerprint: null,
      containerTitle: null,
    };
    return { rowNumber: -rowNumber, row: made, repeats: [] };
  }

  /** What the catalogue holds already: the same record is known, another one under the same code is an error. */
  private async compare(tdb: TenantDb, drafts: readonly Draft[]): Promise<ImportRowInsert[]> {
    const inserts = drafts.map(({ rowNumber, row, repeats }) => ({
      ...toInsert(rowNumber, row, repeats),
      code: row.record.item?.referenceCode ?? null,
      title: row.record.item?.title ?? '',
      fingerprint: row.fingerprint === null ? null : this.countRepeat(row.fingerprint),
    }));
    const standing = await findStanding(
      tdb,
      this.tenantId,
      inserts.flatMap(({ code }) => code ?? []),
    );
    const filed = await findFiledFingerprints(
      tdb,
      this.tenantId,
      inserts.flatMap(({ fingerprint }) => fingerprint ?? []),
    );
    return inserts.map(({ code, title, ...insert }) => {
      const held = code === null ? undefined : standing.get(code);
      const isSame = held?.state === 'filed' && normaliseForSearch(held.title) === normaliseForSearch(title);
      const knownItemId = isSame
        ? held.id
        : insert.fingerprint === null
          ? null
          : (filed.get(insert.fingerprint) ?? null);
      if (knownItemId !== null) return { ...insert, outcome: 'known', knownItemId };
      return held ? { ...insert, problems: [...(insert.problems as RecordProblem[]), TAKEN], isWrong: true } : insert;
    });
  }
}

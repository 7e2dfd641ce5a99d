import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { type GridContext, type GridProblem, readGridRow } from '@/server/domain/archive/grid-row';

/** The form of one record: the same cells as a row of the grid, and where it is filed. */
export type NewItemValues = Record<string, string | undefined> & {
  fondsId: string;
  categoryCode: string;
};

export const cellsOf = (values: NewItemValues): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && value.trim() !== '' && name !== 'fondsId' && name !== 'categoryCode'
        ? [[name, value.trim()]]
        : [],
    ),
  );

const orNone = <Value>(value: Value | null): Value | undefined => value ?? undefined;

const inputOf = (fondsId: string, record: ArchiveItemCandidate) => ({
  fondsId,
  categoryCode: record.categoryCode ?? '',
  filingYear: record.filingYear ?? 0,
  retentionCode: record.retentionCode ?? '',
  title: record.title ?? '',
  openFlag: record.openFlag ?? ('unreviewed' as const),
  orgCode: orNone(record.orgCode),
  catalogueNumber: orNone(record.catalogueNumber),
  fileNumber: orNone(record.fileNumber),
  referenceCode: orNone(record.referenceCode),
  responsibleParty: orNone(record.responsibleParty),
  documentNumber: orNone(record.documentNumber),
  documentDate: orNone(record.documentDate),
  startDate: orNone(record.startDate),
  endDate: orNone(record.endDate),
  pageCount: orNone(record.pageCount),
  frameCount: orNone(record.frameCount),
  boxNumber: orNone(record.boxNumber),
  remarks: orNone(record.remarks),
  details: orNone(record.details),
  topics: orNone(record.topics),
});

/** Of the form alone: the code may change until it is settled. */
export const PROVISIONAL = 'isProvisional';

/** What the form says, read the way the grid and the server read it. */
export const readForm = (
  values: NewItemValues,
  context: GridContext,
): { input: ReturnType<typeof inputOf> & { isProvisional?: boolean }; problems: GridProblem[] } => {
  const { record, problems } = readGridRow(cellsOf(values), context);
  const input = inputOf(values.fondsId, record);
  return { input: values[PROVISIONAL] ? { ...input, isProvisional: true } : input, problems };
};

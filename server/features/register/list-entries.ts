import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countRegisterEntries,
  findRegisterEntry,
  listEntryVersions,
  listRegisterEntries,
  type RegisterEntryFilter,
  readSeries,
} from '@/db/queries/register.queries';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type {
  EntryFilter,
  EntryHistoryView,
  EntryView,
  ListEntriesInput,
  SeriesView,
} from '@/server/domain/register/register-entry';
import { AppError } from '@/server/domain/shared/app-error';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { daysBetween } from '@/server/domain/shared/lateness';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { toEntryView } from './register.mapper.ts';
import { requireRegister } from './require-register.ts';

const entryCursor = z.tuple([z.iso.date(), z.uuid()]);

/** A filter over a field asks for a choice of this register; anything else is no filter. */
const choiceOf = (definition: RegisterDefinition, filter: EntryFilter): RegisterEntryFilter['choice'] => {
  const field = definition.fields.find(({ key, kind }) => key === filter.field && kind === 'choice');
  return field && filter.choice ? { field: field.key, code: filter.choice } : undefined;
};

export const conditionsOf = (definition: RegisterDefinition, filter: EntryFilter): RegisterEntryFilter => ({
  code: definition.code,
  year: filter.year,
  state: filter.state,
  choice: choiceOf(definition, filter),
  q: filter.q ? normaliseForSearch(filter.q) : undefined,
});

/** Entries of a register, newest first. */
export const listEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListEntriesInput,
): Promise<Page<EntryView>> => {
  const conditions = conditionsOf(requireRegister(scope, input.code), input);
  const { direction, limit } = input;
  const cursor = decodeCursor(entryCursor, input.cursor);
  const rows = await listRegisterEntries(tdb, scope.tenantId, conditions, { cursor, direction, limit });
  const total = await countRegisterEntries(tdb, scope.tenantId, conditions);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(rows.map(toEntryView), options, (row) => encodeCursor([row.on, row.id]));
};

/** One entry with every version of it. */
export const getEntry = async (tdb: TenantDb, scope: TenantScope, entryId: string): Promise<EntryHistoryView> => {
  const row = await findRegisterEntry(tdb, scope.tenantId, entryId);
  if (!row) throw new AppError('NOT_FOUND', `register entry ${entryId} is not in tenant ${scope.tenantId}`);
  requireRegister(scope, row.registerCode);
  const versions = await listEntryVersions(tdb, scope.tenantId, entryId);
  return {
    entry: toEntryView(row),
    versions: versions.map(({ said, at, state, ...version }) => ({
      ...version,
      values: said,
      state: state === 'void' ? 'void' : 'current',
      at,
    })),
  };
};

const LONGEST_DAYS = 800;

/** A number of a register by day, for a chart. @throws BAD_INPUT for a field that is no number, or more than two years */
export const showSeries = (
  tdb: TenantDb,
  scope: TenantScope,
  input: { code: string; field: string; from: string; to: string },
): Promise<SeriesView> => {
  const definition = requireRegister(scope, input.code);
  const isNumber = definition.fields.some(({ key, kind }) => key === input.field && kind === 'number');
  const days = daysBetween(input.from, input.to);
  if (!isNumber || days < 0 || days > LONGEST_DAYS) throw new AppError('BAD_INPUT', 'no such series');
  return readSeries(tdb, scope.tenantId, input);
};

import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countEntryAttachments } from '@/db/queries/register-attachment.queries';
import { countRegisterEntries, type ListedEntryRow, listRegisterEntries } from '@/db/queries/register-list.queries';
import type { EntryListRow, ListEntriesInput } from '@/server/domain/register/register-entry';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { conditionsOf, sortOf } from './entry-question.ts';
import { toEntryView } from './register.mapper.ts';
import { requireRegister } from './require-register.ts';

/** Which order a cursor belongs to stands in it: one of another order begins anew. */
const entryCursor = z.tuple([z.string().max(41), z.string(), uuid]);

type Asked = Pick<ListEntriesInput, 'cursor' | 'sort' | 'direction' | 'limit'>;

export const startOf = ({ cursor, sort = '' }: Asked): [string, string] | undefined => {
  const decoded = decodeCursor(entryCursor, cursor);
  return decoded?.[0] === sort ? [decoded[1], decoded[2]] : undefined;
};

export const pageOfEntries = (
  rows: readonly ListedEntryRow[],
  asked: Asked,
  total: number | null,
): Page<ListedEntryRow> => {
  const { direction, limit, sort = '' } = asked;
  return cutPage([...rows], { limit, direction, hasCursor: startOf(asked) !== undefined, total }, (row) =>
    encodeCursor([sort, row.sortKey, row.id]),
  );
};

/** Entries of a register in the order that is asked for, newest first without one. */
export const listEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListEntriesInput,
): Promise<Page<EntryListRow>> => {
  const definition = requireRegister(scope, input.code);
  const conditions = conditionsOf(definition, input);
  const order = sortOf(definition, input.sort);
  const { direction, limit } = input;
  const cursor = startOf(input);
  const rows = await listRegisterEntries(tdb, scope.tenantId, conditions, order, { cursor, direction, limit });
  const page = pageOfEntries(rows, input, await countRegisterEntries(tdb, scope.tenantId, conditions));
  const files = await countEntryAttachments(
    tdb,
    scope.tenantId,
    page.rows.map((row) => row.id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...toEntryView(row), files: files.get(row.id) ?? 0 })) };
};

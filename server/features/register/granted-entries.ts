import type { GrantDb, TenantDb } from '@/db/client';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import { findRegisterEntry, listEntryVersions, type RegisterEntryRow } from '@/db/queries/register.queries';
import { countEntryAttachments, listEntryAttachments } from '@/db/queries/register-attachment.queries';
import { countRegisterEntries, listRegisterEntries } from '@/db/queries/register-list.queries';
import { auditGrantRead } from '@/server/audit/audit';
import {
  type EntryGrantView,
  entryGrantView,
  type GrantedEntryInput,
  type GrantedEntryView,
  type ListGrantedEntriesInput,
} from '@/server/domain/register/granted-entry';
import type { EntryListRow } from '@/server/domain/register/register-entry';
import { registerOfCode } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { conditionsOf, sortOf } from './entry-question.ts';
import { pageOfEntries, startOf } from './list-entries.ts';
import { toAttachmentView, toEntryView, toVersionViews } from './register.mapper.ts';

const CLASS = 'register';

/** The person's live grants over 台账. No register is read by asking. */
export const listEntryGrants = async (tdb: TenantDb): Promise<EntryGrantView[]> =>
  entryGrantView.array().parse(await listLiveGrants(tdb, CLASS));

const openGrant = async (gdb: GrantDb, grant: LiveGrant): Promise<void> => {
  if ((await enterGrants(gdb, CLASS, [grant.grantId])).length === 0)
    throw new AppError('NOT_FOUND', 'the grant ended meanwhile');
};

/**
 * A page of a unit's register. A register that no live grant names reads like a unit that is not there; which lines were
 * read stands in the log of the unit.
 */
export const listGrantedEntries = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: ListGrantedEntriesInput,
): Promise<Page<EntryListRow>> => {
  const { unitSlug, code, limit, direction } = input;
  const live = await listLiveGrants(gdb, CLASS);
  const grant = live.find((one) => one.unitSlug === unitSlug && one.registers?.includes(code));
  const definition = registerOfCode(code);
  if (!grant || !definition) throw new AppError('NOT_FOUND', `no live grant over ${code} of ${unitSlug}`);
  await openGrant(gdb, grant);
  const { unitTenantId } = grant;
  const conditions = conditionsOf(definition, input);
  const cursor = startOf(input);
  const rows = await listRegisterEntries(gdb, unitTenantId, conditions, sortOf(definition, input.sort), {
    cursor,
    direction,
    limit,
  });
  const total = await countRegisterEntries(gdb, unitTenantId, conditions);
  const page = pageOfEntries(rows, input, total);
  const ids = page.rows.map((row) => row.id);
  const files = await countEntryAttachments(gdb, unitTenantId, ids);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: CLASS, grantIds: [grant.grantId] },
    {
      action: 'register.grantedList',
      objectKind: 'register',
      objectLabel: definition.name.zh,
      detail: { register: code, q: input.q, rows: ids },
    },
  );
  return { ...page, rows: page.rows.map((row) => ({ ...toEntryView(row), files: files.get(row.id) ?? 0 })) };
};

/** The entry under whichever live grant over the unit opens it. What none opens reads like what does not exist. */
export const findUnderGrants = async (
  gdb: GrantDb,
  { unitSlug, entryId }: GrantedEntryInput,
): Promise<{ grant: LiveGrant; row: RegisterEntryRow; label: string }> => {
  const live = await listLiveGrants(gdb, CLASS);
  for (const grant of live.filter((one) => one.unitSlug === unitSlug)) {
    await openGrant(gdb, grant);
    const row = await findRegisterEntry(gdb, grant.unitTenantId, entryId);
    const definition = registerOfCode(row?.registerCode);
    if (row && definition) return { grant, row, label: `${definition.name.zh} ${row.entryOn} ${row.title}` };
  }
  throw new AppError('NOT_FOUND', `register entry ${entryId} is under no live grant`);
};

/** One entry of a unit with its history and the files that are still there. */
export const getGrantedEntry = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedEntryInput,
): Promise<GrantedEntryView> => {
  const { grant, row, label } = await findUnderGrants(gdb, input);
  const versions = await listEntryVersions(gdb, grant.unitTenantId, row.id);
  const files = await listEntryAttachments(gdb, grant.unitTenantId, row.id);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: CLASS, grantIds: [grant.grantId] },
    { action: 'register.grantedEntry', objectKind: 'register_entry', objectId: row.id, objectLabel: label },
  );
  return { entry: toEntryView(row), files: files.map(toAttachmentView), versions: toVersionViews(versions) };
};

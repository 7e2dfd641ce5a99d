import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countMemberRows, listMemberRows, listOpenInvitations } from '@/db/queries/member.queries';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { OpenInvitationView } from '@/server/domain/tenancy/invitation';
import type { ListMembersInput, MemberState, MemberView } from '@/server/domain/tenancy/member';
import { isRole } from '@/server/domain/tenancy/permission';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 成员 in the order of joining. */
export const listMembers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListMembersInput,
): Promise<Page<MemberView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listMemberRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countMemberRows(tdb, scope.tenantId, input);
  return cutPage(
    rows.map(
      ({ accountId, ...row }): MemberView => ({
        ...row,
        roles: row.roles.filter(isRole),
        state: row.state as MemberState,
        isSelf: accountId === scope.accountId,
      }),
    ),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (member) => encodeCursor([member.createdAt, member.id]),
  );
};

/** Links that were handed out and wait to be used. */
export const listInvitations = async (tdb: TenantDb, scope: TenantScope): Promise<OpenInvitationView[]> =>
  (await listOpenInvitations(tdb, scope.tenantId)).map((row) => ({ ...row, roles: row.roles.filter(isRole) }));

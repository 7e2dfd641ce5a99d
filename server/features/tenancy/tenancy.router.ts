import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { inviteInput, newInvitationView, openInvitationView, role } from '@/server/domain/tenancy/invitation';
import { assignRolesInput, endMembershipInput, listMembersInput, memberPage } from '@/server/domain/tenancy/member';
import {
  abolishUnitInput,
  createUnitInput,
  inviteFirstOfficersInput,
  mergeUnitsInput,
  moveUnitInput,
  renameUnitInput,
  splitUnitInput,
  tenantChangeView,
  treeInput,
  treeView,
} from '@/server/domain/tenancy/supervision';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { assignRoles } from './members/assign-roles.ts';
import { endMembership } from './members/end-membership.ts';
import { inviteMember, revokeInvitation } from './members/invite-member.ts';
import { listInvitations, listMembers } from './members/list-members.ts';
import { getTree, listSupervisors, listTenantChanges } from './supervision/get-tree.ts';
import { inviteFirstOfficers } from './supervision/invite-first-officers.ts';
import {
  abolishUnit,
  createUnit,
  mergeUnits,
  moveUnit,
  renameUnit,
  splitUnit,
} from './supervision/reorganise-units.ts';

const recorded = z.object({ changeId: uuid, unitId: z.number().int() });

export const tenancyRouter = router({
  members: tenantProcedure('member.read')
    .input(listMembersInput)
    .output(memberPage)
    .query(({ ctx, input }) => listMembers(ctx.tdb, ctx.scope, input)),
  invitations: tenantProcedure('member.invite')
    .output(z.array(openInvitationView))
    .query(({ ctx }) => listInvitations(ctx.tdb, ctx.scope)),
  invite: tenantProcedure('member.invite')
    .input(inviteInput)
    .output(newInvitationView)
    .mutation(({ ctx, input }) => inviteMember(ctx.tdb, ctx.scope, input)),
  revokeInvitation: tenantProcedure('member.invite')
    .input(z.strictObject({ id: uuid }))
    .output(z.void())
    .mutation(({ ctx, input }) => revokeInvitation(ctx.tdb, ctx.scope, input)),
  assignRoles: tenantProcedure('member.assignRoles')
    .input(assignRolesInput)
    .output(z.void())
    .mutation(({ ctx, input }) => assignRoles(ctx.tdb, ctx.scope, ctx.sessions, input)),
  endMembership: tenantProcedure('member.invite')
    .input(endMembershipInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endMembership(ctx.tdb, ctx.scope, ctx.sessions, input)),
  tree: tenantProcedure('supervision.read')
    .input(treeInput)
    .output(treeView)
    .query(({ ctx, input }) => getTree(ctx.tdb, input)),
  supervisors: tenantProcedure('supervision.read')
    .input(treeInput)
    .output(treeView)
    .query(({ ctx, input }) => listSupervisors(ctx.tdb, input)),
  changes: tenantProcedure('supervision.read')
    .output(z.array(tenantChangeView))
    .query(({ ctx }) => listTenantChanges(ctx.pools, ctx.tdb, ctx.scope)),
  createUnit: creatingProcedure('supervision.reorganise')
    .input(createUnitInput)
    .output(recorded)
    .mutation(({ ctx, input }) => createUnit(ctx.pools, ctx.scope, input)),
  moveUnit: creatingProcedure('supervision.reorganise')
    .input(moveUnitInput)
    .output(recorded)
    .mutation(({ ctx, input }) => moveUnit(ctx.pools, ctx.scope, input)),
  renameUnit: creatingProcedure('supervision.reorganise')
    .input(renameUnitInput)
    .output(recorded)
    .mutation(({ ctx, input }) => renameUnit(ctx.pools, ctx.scope, input)),
  mergeUnits: creatingProcedure('supervision.reorganise')
    .input(mergeUnitsInput)
    .output(recorded)
    .mutation(({ ctx, input }) => mergeUnits(ctx.pools, ctx.scope, input)),
  splitUnit: creatingProcedure('supervision.reorganise')
    .input(splitUnitInput)
    .output(recorded)
    .mutation(({ ctx, input }) => splitUnit(ctx.pools, ctx.scope, input)),
  abolishUnit: creatingProcedure('supervision.reorganise')
    .input(abolishUnitInput)
    .output(recorded)
    .mutation(({ ctx, input }) => abolishUnit(ctx.pools, ctx.scope, input)),
  inviteFirstOfficers: tenantProcedure('supervision.reorganise')
    .input(inviteFirstOfficersInput)
    .output(z.array(newInvitationView.extend({ role })))
    .mutation(async ({ ctx, input }) => inviteFirstOfficers(ctx.pools, ctx.scope, input)),
});

import { z } from 'zod';
import {
  acceptedInvitationView,
  acceptInvitationInput,
  changePasswordInput,
  invitationToken,
  invitationView,
} from '@/server/domain/tenancy/invitation';
import { workspaceChoiceView } from '@/server/domain/tenancy/workspace';
import { accountProcedure, publicProcedure, router } from '@/server/trpc/init';
import { acceptInvitation, getInvitation } from './accept-invitation.ts';
import { changePassword, signOutEverywhere } from './change-password.ts';
import { listWorkspaces } from './list-workspaces.ts';

export const sessionRouter = router({
  workspaces: accountProcedure()
    .output(z.array(workspaceChoiceView))
    .query(({ ctx }) => listWorkspaces(ctx.pools, ctx.signedIn)),
  changePassword: accountProcedure()
    .input(changePasswordInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  signOutEverywhere: accountProcedure()
    .output(z.void())
    .mutation(({ ctx }) => signOutEverywhere(ctx)),
  invitation: publicProcedure('the token of 256 random bits is the proof; any other answers one refusal')
    .input(z.strictObject({ token: invitationToken }))
    .output(invitationView)
    .query(({ ctx, input }) => getInvitation(ctx.pools, input)),
  acceptInvitation: publicProcedure(
    'the token of 256 random bits is the proof; a password guess counts like one at sign-in',
  )
    .input(acceptInvitationInput)
    .output(acceptedInvitationView)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
});

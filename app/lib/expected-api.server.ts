import type { AppLoadContext } from '@remix-run/node';
import type { PlatformApi } from '@/app/features/platform/types';
import type { HomeView } from '@/app/features/workbench/types';
import type { WorkspaceChoiceView } from '@/server/domain/tenancy/workspace';

/* Procedures that screens already call and the router does not have yet. Empty when it has. */

export interface InvitationView {
  tenantName: string;
  loginName: string;
  displayName: string;
  roles: string[];
  expiresAt: string;
  /** The login name has an account: its password joins, none is set. */
  hasAccount: boolean;
}

interface ExpectedPublic {
  session: {
    workspaces(): Promise<WorkspaceChoiceView[]>;
    invitation(input: { token: string }): Promise<InvitationView>;
    acceptInvitation(input: { token: string; password: string }): Promise<unknown>;
  };
}
interface ExpectedWorkspace {
  workspace: { home(): Promise<HomeView> };
  platform: PlatformApi;
}

export const expectedPublic = (context: AppLoadContext): ExpectedPublic =>
  context.api.public as unknown as ExpectedPublic;

export const expectedWorkspace = (context: AppLoadContext, slug: string): ExpectedWorkspace =>
  context.api.workspace(slug) as unknown as ExpectedWorkspace;

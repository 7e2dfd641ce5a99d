import { useParams, useRouteLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { workspaceClient } from './trpc';

type Permission = CurrentWorkspaceView['permissions'][number];

/** The workspace of the address, as its layout route loaded it. */
export const useWorkspace = (): CurrentWorkspaceView => {
  const data = useRouteLoaderData('routes/w.$slug') as { workspace: CurrentWorkspaceView } | undefined;
  if (!data) {
    throw new Error('useWorkspace belongs below /w/<slug>');
  }
  return data.workspace;
};

/** Whether a button is worth showing. The server decides again. */
export const useCan = (permission: Permission): boolean => useWorkspace().permissions.includes(permission);

/** Procedures over HTTP, for what happens after the page is there. */
export const useWorkspaceClient = () => {
  const { slug = '' } = useParams();
  return useMemo(() => workspaceClient(slug), [slug]);
};

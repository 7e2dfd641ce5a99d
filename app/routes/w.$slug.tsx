import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useRouteLoaderData } from '@remix-run/react';
import { ScreenError, ScreenErrorPage } from '@/app/components/screen-error';
import { WorkspaceFrame } from '@/app/features/shell/workspace-frame';
import { loadOrThrow, toSignIn } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';

export const handle: ScreenHandle<{ workspace: CurrentWorkspaceView }> = {
  crumbs: ({ data, params }) => [{ label: data?.workspace.tenant.name ?? '', to: `/w/${params.slug}` }],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  if (!context.account) {
    throw toSignIn(request);
  }
  const api = context.api.workspace(params.slug ?? '');
  return { workspace: await loadOrThrow({ request, context }, api.workspace.current()), account: context.account };
};

export default function Workspace() {
  return (
    <WorkspaceFrame>
      <Outlet />
    </WorkspaceFrame>
  );
}

/** What fails below keeps the frame; what fails here has none. */
export const ErrorBoundary = () => {
  // Null, not undefined, when no loader was run at all, as for a method that no screen takes.
  const framed = Boolean(useRouteLoaderData('routes/w.$slug'));
  return framed ? (
    <WorkspaceFrame>
      <ScreenError framed />
    </WorkspaceFrame>
  ) : (
    <ScreenErrorPage />
  );
};

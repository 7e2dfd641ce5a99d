import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ScreenErrorPage } from '@/app/components/screen-error';
import { OnsiteApp } from '@/app/features/onsite/onsite-app';
import { loadOrThrow, notFound, toSignIn } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('onsite.title') }] };

/** Who it is and where: all that the page needs of the server to open. It may be opened again without one. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { account, requestId } = context;
  if (!account) {
    throw toSignIn(request);
  }
  const slug = params.slug ?? '';
  const { tenant, permissions } = await loadOrThrow(
    { request, context },
    context.api.workspace(slug).workspace.current(),
  );
  if (!permissions.includes('inspection.inspect')) {
    throw notFound(requestId);
  }
  return { accountId: account.id, slug: tenant.slug, workspace: tenant.name };
};

/** Nothing here changes while the page is open, and without network the question would fail. */
export const shouldRevalidate = () => false;

export default function Onsite() {
  const { accountId, slug, workspace } = useLoaderData<typeof loader>();
  return <OnsiteApp accountId={accountId} slug={slug} workspace={workspace} />;
}

export const ErrorBoundary = () => <ScreenErrorPage />;

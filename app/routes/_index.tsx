import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { loadOrThrow } from '@/app/lib/load.server';

/** Nothing to see here: to sign-in, to the only workspace, or to the choice. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  if (!context.account) {
    return redirect('/login');
  }
  const [first, ...others] = await loadOrThrow({ request, context }, context.api.public.session.workspaces());
  return redirect(first && others.length === 0 ? `/w/${first.slug}` : '/workspaces');
};

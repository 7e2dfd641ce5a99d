import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { loadOrThrow } from '@/app/lib/load.server';

/** A unit under a grant is its archives. Whose workspace it is comes first: to strangers no address leads on. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', unitSlug } = params;
  await loadOrThrow({ request, context }, context.api.workspace(slug).workspace.current());
  return redirect(`/w/${slug}/granted/${unitSlug}/archives`);
};

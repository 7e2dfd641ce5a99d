import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

/** A unit under a grant is its archives. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(`/w/${params.slug}/granted/${params.unitSlug}/archives`);

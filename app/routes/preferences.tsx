import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { localPath } from '@/app/lib/local-path';
import { preferenceCookies } from '@/app/lib/preferences.server';

/** Language and type size, for everybody, also before sign-in. */
export const action = async ({ request }: ActionFunctionArgs) => {
  const form = await request.formData();
  const headers = new Headers();
  for (const cookie of preferenceCookies(request, form)) {
    headers.append('Set-Cookie', cookie);
  }
  return redirect(localPath(form.get('back')), { headers });
};

export const loader = () => redirect('/');

import { type ActionFunctionArgs, redirect } from '@remix-run/node';

export const action = async ({ context }: ActionFunctionArgs) => {
  await context.signOut();
  return redirect('/login');
};

export const loader = () => redirect('/');

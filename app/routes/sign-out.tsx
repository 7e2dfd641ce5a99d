import { type ActionFunctionArgs, redirect } from '@remix-run/node';

export const action = async ({ context }: ActionFunctionArgs) => {
  await context.signOut();
  // `left`: the page that opens clears what this browser had kept for the person who leaves.
  return redirect('/login?left=1');
};

export const loader = () => redirect('/');

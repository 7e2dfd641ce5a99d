import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '@/app/lib/load.server';

/** An address below a workspace that is none: the frame stays. */
export const loader = ({ context }: LoaderFunctionArgs) => {
  throw notFound(context.requestId);
};

export default function Nothing() {
  return null;
}

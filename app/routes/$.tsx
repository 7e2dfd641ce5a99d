import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '@/app/lib/load.server';

/** Every address that is none. */
export const loader = ({ context }: LoaderFunctionArgs) => {
  throw notFound(context.requestId);
};

export default function Nothing() {
  return null;
}

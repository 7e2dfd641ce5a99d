import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const ASK_MS = 1_500;

/** Loads the page's data again and again while a worker is at it. */
export const useFollow = (isWorking: boolean): void => {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isWorking || state !== 'idle') return;
    const timer = setTimeout(() => revalidate(), ASK_MS);
    return () => clearTimeout(timer);
  }, [isWorking, state, revalidate]);
};

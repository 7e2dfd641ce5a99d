import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const ASK_MS = 1_500;

/** A page that asks a server that is not there turns into an error; so it is asked first whether it is. */
const isThere = (): Promise<boolean> =>
  fetch('/healthz').then(
    (answer) => answer.ok,
    () => false,
  );

/** Loads the page's data again and again while a worker is at it. Without a network the page stays as it is. */
export const useFollow = (isWorking: boolean): void => {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isWorking || state !== 'idle') return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answers = await isThere();
      if (isOver) return;
      if (answers) revalidate();
      else timer = setTimeout(() => void ask(), ASK_MS);
    };
    timer = setTimeout(() => void ask(), ASK_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isWorking, state, revalidate]);
};

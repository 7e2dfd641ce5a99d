import { useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';

/** `?new=1`, as the workbench's buttons have it, opens the form once; going back does not open it again. */
export const useNewAsked = (canOpen: boolean, open: () => void, asked: 'new' | 'decide' = 'new'): void => {
  const [params, setParams] = useSearchParams();
  const isAsked = params.get(asked) === '1';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for an address; `open` is another function every time
  useEffect(() => {
    if (!isAsked) {
      return;
    }
    if (canOpen) {
      open();
    }
    setParams(
      (before) => {
        before.delete(asked);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [isAsked]);
};

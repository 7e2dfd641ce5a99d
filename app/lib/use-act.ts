import { useRevalidator } from '@remix-run/react';
import { useCallback, useRef, useState } from 'react';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from './error-messages';
import { failureOf } from './trpc';

interface ActOptions {
  /** Said when it took effect. */
  done?: string;
  /** The compensating act, offered for ten seconds. */
  undo?: () => Promise<unknown>;
}

/**
 * For a button that changes something without a form: one at a time, then the loaders run again.
 * `const { act, busy } = useAct(); act(() => client.platform.retryJob.mutate({ id }), { done: t('…') })`
 */
export const useAct = () => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);

  const act = useCallback(
    async (call: () => Promise<unknown>, options: ActOptions = {}): Promise<boolean> => {
      if (running.current) {
        return false;
      }
      running.current = true;
      setBusy(true);
      try {
        await call();
        const { done, undo } = options;
        if (done) {
          toast({ text: done, undo: undo ? () => void act(undo) : undefined });
        }
        revalidate();
        return true;
      } catch (error) {
        const { code } = failureOf(error);
        const what = code ? t('form.notSaved', { what: errorText(code, locale).what }) : t('form.unknownOutcome');
        toast({ text: what, kind: 'fail' });
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [t, locale, toast, revalidate],
  );
  return { act, busy };
};

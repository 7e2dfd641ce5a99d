import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocale } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { errorText } from '@/app/lib/error-messages';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isAppErrorCode } from '@/server/domain/shared/app-error';

const ASK_MS = 700;

type PrintJob =
  | { state: 'idle' }
  | { state: 'working'; done: number; total: number | null }
  | { state: 'ready'; href: string }
  | { state: 'failed'; what: string | null };

/** Who makes the file, and is asked how far it is. */
type Maker = 'archive' | 'register';
const DOWNLOADS: Record<Maker, string> = { archive: 'archive.downloadPrint', register: 'register.downloadFile' };

/** Owes a file, follows the job and takes the file as soon as it is there. */
export const usePrintJob = (maker: Maker = 'archive') => {
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [jobId, setJobId] = useState<string | null>(null);
  const [job, setJob] = useState<PrintJob>({ state: 'idle' });
  const starting = useRef(false);

  const fail = useCallback(
    (code: unknown) => {
      setJobId(null);
      setJob({ state: 'failed', what: isAppErrorCode(code) ? errorText(code, locale).what : null });
    },
    [locale],
  );

  useEffect(() => {
    if (jobId === null) {
      return;
    }
    const timer = setInterval(() => {
      const asked =
        maker === 'archive' ? client.archive.printById.query({ jobId }) : client.register.fileById.query({ jobId });
      void asked
        .then(({ state, done, total, isReady, errorCode }) => {
          if (isReady) {
            const href = downloadPath(slug, DOWNLOADS[maker], { jobId });
            setJobId(null);
            setJob({ state: 'ready', href });
            // An attachment: the browser saves it and stays on the page.
            window.location.assign(href);
          } else if (state === 'failed' || state === 'cancelled') {
            fail(errorCode);
          } else {
            setJob({ state: 'working', done, total });
          }
        })
        // A question that got no answer is asked again.
        .catch(() => undefined);
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [jobId, client, slug, fail, maker]);

  const start = useCallback(
    async (owe: () => Promise<{ jobId: string }>) => {
      if (starting.current) {
        return;
      }
      starting.current = true;
      setJob({ state: 'working', done: 0, total: null });
      try {
        setJobId((await owe()).jobId);
      } catch (error) {
        fail(failureOf(error).code);
      } finally {
        starting.current = false;
      }
    },
    [fail],
  );
  const reset = useCallback(() => {
    setJobId(null);
    setJob({ state: 'idle' });
  }, []);
  return { job, start, reset };
};

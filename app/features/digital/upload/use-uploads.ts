import { useEffect, useRef, useState } from 'react';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspace } from '@/app/lib/workspace';
import { SendFailure, sendFile } from './send-file';
import { type QueueView, type Transport, UploadQueue } from './upload-queue';

const DRAW_MS = 200;

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A view of the queue that changes a few times a second, however fast the bytes go. */
const useView = (queue: UploadQueue): QueueView => {
  const [view, setView] = useState(queue.snapshot);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = queue.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setView(queue.snapshot());
      }, DRAW_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queue]);
  return view;
};

/** Leaving the page would interrupt the sending: the browser asks first. */
const useAskBeforeLeaving = (isBusy: boolean): void => {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
};

/** The queue of one page. `begin` promises room on the server, for a record or for a batch. */
export const useUploads = (begin: Transport['begin']): { queue: UploadQueue; view: QueueView } => {
  const { slug } = useWorkspace().tenant;
  const latest = useRef(begin);
  latest.current = begin;
  const [queue] = useState(
    () =>
      new UploadQueue({
        begin: (files) => latest.current(files),
        send: (uploadId, file, signal, onSent, isNew) =>
          sendFile({ url: `/w/${slug}/files/${uploadId}`, file, signal, onSent, isNew }),
        codeOf: (error) => (error instanceof SendFailure ? error.code : failureOf(error).code),
        wait: delay,
      }),
  );
  const view = useView(queue);
  useAskBeforeLeaving(!view.isSettled);
  useEffect(() => {
    const wake = () => queue.retryNow();
    window.addEventListener('online', wake);
    return () => {
      window.removeEventListener('online', wake);
      queue.pause();
    };
  }, [queue]);
  return { queue, view };
};

import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { FileDrop } from './upload/file-drop';
import {
  findRemembered,
  forgetAll,
  forgetUpload,
  listRemembered,
  type RememberedFile,
  rememberUpload,
} from './upload/remembered-uploads';
import { UploadPanel } from './upload/upload-panel';
import type { Begun, Transport } from './upload/upload-queue';
import { useUploads } from './upload/use-uploads';

const MOST_AT_ONCE = 2_000;
const BEGIN_AT_ONCE = 6;

/** Room for each file, or the upload that this browser had begun for it. */
const useBegin = (itemId: string): Transport['begin'] => {
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  return async (files) => {
    const begun: Begun[] = [];
    const one = async (file: File): Promise<Begun> => {
      const known = await findRemembered(slug, itemId, file);
      if (known) return { uploadId: known, isReceived: false };
      const { uploadId } = await client.digital.beginUpload.mutate({ fileName: file.name, sizeBytes: file.size });
      rememberUpload(itemId, file, uploadId);
      return { uploadId, isReceived: false, isNew: true };
    };
    for (let at = 0; at < files.length; at += BEGIN_AT_ONCE)
      begun.push(...(await Promise.all(files.slice(at, at + BEGIN_AT_ONCE).map(({ file }) => one(file)))));
    return begun;
  };
};

const NAMED = 3;

/** The browser was closed before all had arrived: which files, and how they go on. */
const LeftOver = ({ itemId }: { itemId: string }) => {
  const t = useText();
  // Known to the browser alone, so not before it has taken over the page.
  const [files, setFiles] = useState<RememberedFile[]>([]);
  useEffect(() => setFiles(listRemembered(itemId)), [itemId]);
  if (files.length === 0) return null;
  const names = files.slice(0, NAMED).map((file) => file.name);
  const forget = () => {
    forgetAll(itemId);
    setFiles([]);
  };
  return (
    <div className="lt-note lt-note-attention" role="status">
      <span className="lt-grow">
        {t('digital.leftOver', {
          n: files.length,
          names: names.join(t('common.comma')),
          more: files.length > NAMED ? '…' : '',
        })}
      </span>
      <Button onClick={forget}>{t('digital.leftOverForget')}</Button>
    </div>
  );
};

/** Uploads what is dropped and binds it to the record when all of it is there. */
export const AttachFiles = ({ itemId }: { itemId: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { queue, view } = useUploads(useBegin(itemId));
  const [failure, setFailure] = useState<unknown>(null);
  const attached = useRef(new Set<string>());
  useEffect(() => {
    if (!view.isSettled || view.entries.length === 0) return;
    for (const entry of view.entries) forgetUpload(itemId, entry.file);
    const ids = view.entries.flatMap(({ state, uploadId }) =>
      state === 'done' && uploadId && !attached.current.has(uploadId) ? [uploadId] : [],
    );
    if (ids.length === 0) return;
    for (const id of ids) attached.current.add(id);
    const attach = async () => {
      for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
        const options = { context: { idempotencyKey: newIdempotencyKey() } };
        await client.digital.attach.mutate({ itemId, uploadIds: ids.slice(at, at + MOST_AT_ONCE) }, options);
      }
    };
    attach().then(
      () => {
        toast({ text: t('digital.attached', { n: ids.length }) });
        revalidate();
      },
      (error: unknown) => {
        for (const id of ids) attached.current.delete(id);
        setFailure(error);
      },
    );
  }, [view, itemId, client, toast, t, revalidate]);
  const isIdle = view.entries.length === 0;
  return (
    <>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {isIdle ? <LeftOver itemId={itemId} /> : null}
      <FileDrop label={t('digital.attachDrop')} help={t('digital.attachHelp')} onFiles={(files) => queue.add(files)} />
      <UploadPanel queue={queue} view={view} />
    </>
  );
};

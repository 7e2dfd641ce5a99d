import { Link, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { ButtonLink } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes, formatIsoDateTime } from '@/app/lib/format';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { DigitalFileView } from '@/server/domain/digital/digital-file';
import type { NewestCheckView } from '@/server/domain/digital/four-property';
import type { LayeredView } from '@/server/domain/digital/page-text';
import { RecordCheck } from './checks/record-check';
import { LayeredPdf } from './layered-pdf';
import { FileDrop } from './upload/file-drop';
import { findRemembered, forgetUpload, rememberUpload } from './upload/remembered-uploads';
import { UploadPanel } from './upload/upload-panel';
import type { Begun, Transport } from './upload/upload-queue';
import { useUploads } from './upload/use-uploads';
import { useFollow } from './use-follow';

const MOST_AT_ONCE = 2_000;
const BEGIN_AT_ONCE = 6;

const STATE_KINDS: Record<DigitalFileView['state'], StatusKind> = {
  committing: 'live',
  stored: 'done',
  replaced: 'none',
  withdrawn: 'none',
};
const VERIFY_KINDS = { intact: 'done', changed: 'failed', missing: 'failed' } as const;

const Verified = ({ file }: { file: DigitalFileView }) => {
  const t = useText();
  const { verifyResult, verifiedAt } = file;
  if (!verifyResult || !verifiedAt) return <Status kind="none">{t('digital.verifiedNever')}</Status>;
  return (
    <Status kind={VERIFY_KINDS[verifyResult]}>
      {t(`digital.verify_${verifyResult}`)} {formatIsoDateTime(verifiedAt)}
    </Status>
  );
};

const columnsOf = (t: Translate, to: (file: DigitalFileView) => string): Column<DigitalFileView>[] => [
  {
    key: 'sequence',
    title: t('digital.column_sequence'),
    render: (file) => file.sequence,
    numeric: true,
    width: '56px',
  },
  {
    key: 'name',
    title: t('digital.column_name'),
    render: (file) =>
      file.state === 'stored' ? (
        <Link to={to(file)} title={file.fileName}>
          {file.fileName}
        </Link>
      ) : (
        file.fileName
      ),
    truncate: true,
    onPhone: 'title',
  },
  { key: 'type', title: t('digital.column_type'), render: (file) => file.formatName ?? file.mediaType, width: '128px' },
  {
    key: 'pages',
    title: t('digital.column_pages'),
    render: (file) => file.pageCount ?? '—',
    numeric: true,
    width: '64px',
  },
  {
    key: 'size',
    title: t('digital.column_size'),
    render: (file) => formatBytes(file.sizeBytes),
    numeric: true,
    width: '88px',
  },
  {
    key: 'state',
    title: t('digital.column_state'),
    render: (file) => <Status kind={STATE_KINDS[file.state]}>{t(`digital.state_${file.state}`)}</Status>,
    width: '104px',
  },
  { key: 'verified', title: t('digital.column_verified'), render: (file) => <Verified file={file} />, width: '184px' },
  {
    key: 'scan',
    title: t('digital.column_scan'),
    render: (file) => (
      <Status kind={file.scanState === 'clean' ? 'done' : file.scanState === 'infected' ? 'failed' : 'none'}>
        {t(`digital.scan_${file.scanState}`)}
      </Status>
    ),
    hiddenAtFirst: true,
  },
  { key: 'sha256', title: 'SHA-256', render: (file) => <code>{file.sha256}</code>, hiddenAtFirst: true },
  { key: 'sm3', title: 'SM3', render: (file) => <code>{file.sm3}</code>, hiddenAtFirst: true },
];

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
      return { uploadId, isReceived: false };
    };
    for (let at = 0; at < files.length; at += BEGIN_AT_ONCE)
      begun.push(...(await Promise.all(files.slice(at, at + BEGIN_AT_ONCE).map(({ file }) => one(file)))));
    return begun;
  };
};

/** Uploads what is dropped and binds it to the record when all of it is there. */
const AttachFiles = ({ itemId }: { itemId: string }) => {
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
  return (
    <>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <FileDrop label={t('digital.attachDrop')} help={t('digital.attachHelp')} onFiles={(files) => queue.add(files)} />
      <UploadPanel queue={queue} view={view} />
    </>
  );
};

interface RecordFilesProps {
  itemId: string;
  files: readonly DigitalFileView[];
  hasMore: boolean;
  check: NewestCheckView;
  layered: LayeredView;
  canAttach: boolean;
}

/** 原文: the files of a record. */
export const RecordFiles = ({ itemId, files, hasMore, check, layered, canAttach }: RecordFilesProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const reader = `/w/${slug}/archives/${itemId}/files`;
  const to = (file: DigitalFileView) => `${reader}?file=${file.id}`;
  useFollow(files.some((file) => file.state === 'committing'));
  return (
    <section className="lt-section lt-record-files" aria-labelledby="files">
      <div className="lt-section-head">
        <h2 id="files">{t('digital.files')}</h2>
        <span className="lt-3 lt-grow">{files.length > 0 ? t('digital.filesCount', { n: files.length }) : null}</span>
        {files.length > 0 ? <RecordCheck check={check} /> : null}
        {files.some((file) => file.state === 'stored') ? (
          <ButtonLink icon="eye" to={reader}>
            {t('digital.read')}
          </ButtonLink>
        ) : null}
      </div>
      {files.length > 0 || !canAttach ? (
        <DataTable
          name="record-files"
          caption={t('digital.filesCaption')}
          columns={columnsOf(t, to)}
          rows={files}
          page={{ nextCursor: null, previousCursor: null, total: null }}
          rowKey={(file) => file.id}
          rowLabel={(file) => file.fileName}
          rowTo={to}
          rowActions={(file) =>
            file.state === 'stored' ? (
              <a href={downloadPath(slug, 'digital.downloadFile', { id: file.id })} download>
                {t('digital.download')}
              </a>
            ) : null
          }
          empty={<Empty icon="file" title={t('digital.filesNone')} text={t('digital.filesNoneText')} />}
        />
      ) : null}
      {hasMore ? <p className="lt-3">{t('digital.filesMore', { n: files.length })}</p> : null}
      <LayeredPdf itemId={itemId} layered={layered} />
      {canAttach ? <AttachFiles itemId={itemId} /> : null}
    </section>
  );
};

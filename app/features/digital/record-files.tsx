import { Link } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes, formatIsoDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { DigitalFileView } from '@/server/domain/digital/digital-file';
import type { NewestCheckView } from '@/server/domain/digital/four-property';
import type { LayeredView } from '@/server/domain/digital/page-text';
import { AttachFiles } from './attach-files';
import { RecordCheck } from './checks/record-check';
import { LayeredPdf } from './layered-pdf';
import { useFollow } from './use-follow';

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

import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes, formatDateTime } from '@/app/lib/format';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { type AttachmentView, type EntryView, MOST_FILES } from '@/server/domain/register/register-entry';
import { FILE_TYPES } from './entry-form-drawer';

const AddDrawer = ({ entryId, open, onClose }: { entryId: string; open: boolean; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const label = t('register.files');
  return (
    <FormDrawer<{ files?: UploadedFile[] }>
      open={open}
      onClose={onClose}
      title={t('register.addFiles')}
      fieldLabels={{ files: label, objectIds: label }}
      onSubmit={async ({ files = [] }, idempotencyKey) => {
        const input = { entryId, objectIds: files.map((file) => file.id) };
        const { attached, refused } = await client.register.attach.mutate(input, { context: { idempotencyKey } });
        const names = refused.map(({ position }) => files[position]?.fileName ?? '').join(t('common.list'));
        toast(
          refused.length > 0
            ? { kind: 'fail', text: t('register.filesRefused', { n: attached, names }) }
            : { text: t('register.filesAdded', { n: attached }) },
        );
        revalidate();
      }}
    >
      <FormField name="files" label={label} required help={t('register.filesHelp')}>
        <PhotoInput slug={slug} label={label} most={MOST_FILES} accept={FILE_TYPES} />
      </FormField>
    </FormDrawer>
  );
};

const FileLine = ({
  entryId,
  file,
  onRemove,
}: {
  entryId: string;
  file: AttachmentView;
  onRemove: (() => void) | null;
}) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const href = downloadPath(slug, 'register.downloadAttachment', { entryId, attachmentId: file.id });
  return (
    <li className="lt-side-item">
      <p className="lt-row">
        {file.removed ? (
          <span className="lt-grow lt-ellipsis lt-3">{file.fileName}</span>
        ) : (
          <a className="lt-grow lt-ellipsis" href={href} download>
            {file.fileName}
          </a>
        )}
        <span className="lt-3 lt-nowrap">{formatBytes(file.sizeBytes)}</span>
        {onRemove && !file.removed ? (
          <Button look="text" aria-label={t('register.removeFileOf', { name: file.fileName })} onClick={onRemove}>
            {t('register.removeFile')}
          </Button>
        ) : null}
      </p>
      <p className="lt-2">
        {t('register.fileAdded', { name: file.addedBy, time: formatDateTime(file.addedAt, locale) })}
        {file.removed
          ? ` · ${t('register.fileRemoved', { name: file.removed.by, time: formatDateTime(file.removed.at, locale), reason: file.removed.reason })}`
          : null}
      </p>
    </li>
  );
};

/** Photos, scans and papers of an entry; those that were taken away stay named. */
export const EntryFiles = ({
  entry,
  files,
  canKeep,
}: {
  entry: EntryView;
  files: readonly AttachmentView[];
  canKeep: boolean;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AttachmentView | null>(null);
  return (
    <section aria-labelledby="files" className="lt-section">
      <div className="lt-section-head">
        <h2 id="files">{t('register.files')}</h2>
        {canKeep ? (
          <Button className="lt-end" icon="upload" onClick={() => setAdding(true)}>
            {t('register.addFiles')}
          </Button>
        ) : null}
      </div>
      {files.length === 0 ? <p className="lt-2">{t('register.filesNone')}</p> : null}
      <ul>
        {files.map((file) => (
          <FileLine key={file.id} entryId={entry.id} file={file} onRemove={canKeep ? () => setRemoving(file) : null} />
        ))}
      </ul>
      <AddDrawer entryId={entry.id} open={isAdding} onClose={() => setAdding(false)} />
      <ReasonDrawer
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('register.removeFileTitle', { name: removing?.fileName ?? '' })}
        effect={t('register.removeFileText')}
        label={t('register.reason')}
        act={t('register.removeFile')}
        onSubmit={async (reason) => {
          await client.register.removeAttachment.mutate({
            entryId: entry.id,
            attachmentId: removing?.id ?? '',
            reason,
          });
          toast({ text: t('register.fileTaken') });
          revalidate();
        }}
      />
    </section>
  );
};

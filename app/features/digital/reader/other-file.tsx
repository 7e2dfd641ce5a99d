import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { DigitalFileView } from '@/server/domain/digital/digital-file';

/** A file without pages: sound and film are played, the rest is described and downloaded. */
export const OtherFile = ({ file, canDownload }: { file: DigitalFileView; canDownload: boolean }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const address = downloadPath(slug, 'digital.downloadFile', { id: file.id });
  const player = `${address}&inline=1`;
  const [kind] = file.mediaType.split('/');
  const isPlayed = canDownload && (kind === 'audio' || kind === 'video');
  return (
    <div className="lt-other-file">
      {isPlayed && kind === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: a record is shown as it was made; captions would be another record
        <video key={file.id} controls preload="metadata" src={player} aria-label={file.fileName} />
      ) : null}
      {isPlayed && kind === 'audio' ? (
        // biome-ignore lint/a11y/useMediaCaption: a record is shown as it was made; captions would be another record
        <audio key={file.id} controls preload="metadata" src={player} aria-label={file.fileName} />
      ) : null}
      <Empty
        icon="file"
        title={file.fileName}
        text={[
          file.formatName ?? file.mediaType,
          formatBytes(file.sizeBytes),
          isPlayed ? t('digital.playHelp') : t('digital.notShown'),
        ].join(' · ')}
        action={
          canDownload ? (
            <a className="lt-btn" href={address} download>
              {t('digital.download')}
            </a>
          ) : undefined
        }
      />
    </div>
  );
};

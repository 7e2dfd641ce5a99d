import { useEffect, useRef, useState } from 'react';
import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import { type DigitalFileView, isDocument, isOffice, PLAYED_TYPES } from '@/server/domain/digital/digital-file';
import { FileText } from './file-text';
import type { TextSource } from './use-page-texts';

/** Plays under the right of when it began; when that has ended, goes on under the new one from the same place. */
const Player = ({ file, source, onLost }: { file: DigitalFileView; source: string; onLost: () => void }) => {
  const [playing, setPlaying] = useState(source);
  const heardTo = useRef(0);
  const props = {
    controls: true,
    controlsList: 'nodownload',
    preload: 'metadata' as const,
    src: playing,
    'aria-label': file.fileName,
    onTimeUpdate: (event: { currentTarget: HTMLMediaElement }) => {
      if (event.currentTarget.currentTime > 0) heardTo.current = event.currentTarget.currentTime;
    },
    onLoadedMetadata: (event: { currentTarget: HTMLMediaElement }) => {
      if (heardTo.current > 0) event.currentTarget.currentTime = heardTo.current;
    },
    onError: () => (playing === source ? onLost() : setPlaying(source)),
  };
  return file.mediaType.startsWith('video/') ? <video {...props} /> : <audio {...props} />;
};

/** Asks the server once to turn the document into pages; true when it cannot. */
const useTurning = (file: DigitalFileView, address: string, isWanted: boolean, onPages: (pages: number) => void) => {
  const [isRefused, setRefused] = useState(false);
  // A renewed address does not turn the document once more.
  const latest = useRef({ onPages, address });
  latest.current = { onPages, address };
  useEffect(() => {
    setRefused(false);
    if (!isWanted) return;
    const stop = new AbortController();
    fetch(`${latest.current.address}/pages/${file.id}`, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        latest.current.onPages(((await answer.json()) as { pages: number }).pages);
      })
      .catch(() => {
        if (!stop.signal.aborted) setRefused(true);
      });
    return () => stop.abort();
  }, [file.id, isWanted]);
  return isRefused;
};

interface OtherFileProps {
  file: DigitalFileView;
  /** Where it is played and turned into pages. */
  address: string;
  showsOffice: boolean;
  canDownload: boolean;
  onPages: (pages: number) => void;
  onLost: () => void;
  texts: TextSource;
}

/** A file without pages: sound and film are played, the rest is described and downloaded. */
export const OtherFile = ({ file, address, showsOffice, canDownload, onPages, onLost, texts }: OtherFileProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const office = isOffice(file.mediaType);
  const isRefused = useTurning(file, address, office && showsOffice, onPages);
  if (office && showsOffice && !isRefused)
    return (
      <p className="lt-other-file lt-2" role="status">
        <span className="lt-spinner" aria-hidden="true" /> {t('digital.officeTurning', { name: file.fileName })}
      </p>
    );
  const isPlayed = PLAYED_TYPES.has(file.mediaType);
  const why = isPlayed
    ? t('digital.playHelp')
    : office
      ? t(isRefused ? 'digital.officeRefused' : 'digital.officeMissing')
      : t(canDownload ? 'digital.notShown' : 'digital.notShownGranted');
  return (
    <div className="lt-other-file">
      {isPlayed ? <Player key={file.id} file={file} source={`${address}/media/${file.id}`} onLost={onLost} /> : null}
      <Empty
        icon="file"
        title={file.fileName}
        text={[file.formatName ?? file.mediaType, formatBytes(file.sizeBytes), why].join(' · ')}
        action={
          canDownload ? (
            <a className="lt-btn" href={downloadPath(slug, 'digital.downloadFile', { id: file.id })} download>
              {t('digital.download')}
            </a>
          ) : undefined
        }
      />
      {isDocument(file.mediaType) && !texts.isWithheld ? <FileText key={file.id} file={file} source={texts} /> : null}
    </div>
  );
};

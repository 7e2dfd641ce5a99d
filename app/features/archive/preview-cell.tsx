import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import type { PreviewView } from '@/server/domain/digital/viewer';

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** A small picture of the first file, or what kind of file it is. The title beside it says what is to be seen. */
export const PreviewCell = ({ preview }: { preview: PreviewView | undefined }) => {
  const t = useText();
  if (!preview) {
    return <span className="lt-3">—</span>;
  }
  const { kind, picture, files, seconds } = preview;
  const many = files > 1 ? <span className="lt-glance-many">{files}</span> : null;
  if (picture) {
    return (
      <span className="lt-glance">
        <img src={picture} alt={t(`search.preview_${kind}`)} width={48} loading="lazy" decoding="async" />
        {many}
      </span>
    );
  }
  return (
    <span className="lt-glance lt-glance-word">
      <Icon name={kind === 'video' ? 'play' : kind === 'audio' ? 'sound' : 'file'} /> {t(`search.preview_${kind}`)}
      {seconds === null ? null : <span className="lt-3"> {clock(seconds)}</span>}
      {many}
    </span>
  );
};

import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { SimilarRecord, SimilarView } from '@/server/domain/archive/similar-record';

/** Records that have the same code, number or title: each can be looked at in another window. */
export const SimilarNote = ({ similar }: { similar: SimilarView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const line = (found: readonly SimilarRecord[], words: string) =>
    found.length === 0 ? null : (
      <p>
        {words}{' '}
        {found.map((record) => (
          <a
            key={record.id}
            className="lt-similar"
            href={`/w/${slug}/archives/${record.id}`}
            target="_blank"
            rel="noreferrer"
            title={record.title}
          >
            {record.referenceCode}
          </a>
        ))}
      </p>
    );
  if (similar.sameCode.length + similar.sameNumber.length + similar.sameTitle.length === 0) {
    return null;
  }
  const kind = similar.sameCode.length > 0 ? 'failed' : 'attention';
  return (
    <div className={`lt-note lt-note-${kind} lt-similar-note`} role="status">
      <div>
        {line(similar.sameCode, t('cataloguing.sameCode'))}
        {line(similar.sameNumber, t('cataloguing.sameNumber'))}
        {line(similar.sameTitle, t('cataloguing.sameTitle'))}
      </div>
    </div>
  );
};

import { Link } from '@remix-run/react';
import { fieldLabel } from '@/app/features/archive/archive-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { RectifiedRecord } from '@/server/domain/inspection/finding';

/** What stood there when it was found wrong, and what stands there now. */
const Differences = ({ record }: { record: RectifiedRecord }) => {
  const t = useText();
  return (
    <div className="lt-scroll-x">
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{t('closure.recordChanges')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('closure.changedField')}</th>
            <th scope="col">{t('closure.changedWas')}</th>
            <th scope="col">{t('closure.changedIs')}</th>
          </tr>
        </thead>
        <tbody>
          {record.differences.map(({ field, was, is }) => (
            <tr key={field}>
              <th scope="row">{fieldLabel(field, t)}</th>
              <td>
                <del>{was ?? '—'}</del>
              </td>
              <td>
                <ins>{is ?? '—'}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** The record's own log since it was pinned: the last hand on it is named. */
const LastChange = ({ record }: { record: RectifiedRecord }) => {
  const t = useText();
  const locale = useLocale();
  const last = record.changes.at(-1);
  return last ? (
    <p className="lt-3">{t('closure.changedBy', { name: last.actorName, time: formatDateTime(last.at, locale) })}</p>
  ) : null;
};

/** Beside an answer, as either side reads it: frozen when the answer was sent. */
export const RectifiedFacts = ({ record }: { record: RectifiedRecord }) => {
  const t = useText();
  return record.differences.length === 0 ? (
    <p className="lt-3">{t('closure.noRecordChange')}</p>
  ) : (
    <>
      <Differences record={record} />
      <LastChange record={record} />
    </>
  );
};

const pathOf = ({ place, registerCode }: RectifiedRecord, id: string): string => {
  if (place) return place.kind === 'box' ? `storage/boxes/${id}` : `storage?place=${id}`;
  return `${registerCode ? 'registers/entries' : 'archives'}/${id}`;
};

/** Before the unit answers: what would go along now, or where to put the record right. */
export const RectifiedPreview = ({ record, id }: { record: RectifiedRecord; id: string }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const isChanged = record.differences.length > 0;
  return (
    <section className="lt-section" aria-label={t('closure.recordChanges')}>
      <h2>{isChanged ? t('closure.recordChanges') : t('closure.recordUnchanged')}</h2>
      {isChanged ? <RectifiedFacts record={record} /> : <p className="lt-2">{t('closure.recordUnchangedHelp')}</p>}
      <p>
        <Link className="lt-link" to={`/w/${slug}/${pathOf(record, id)}`}>
          {t('closure.goCorrect')}
        </Link>{' '}
        <span className="lt-2 lt-nowrap">{record.referenceCode}</span>
      </p>
    </section>
  );
};

import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ItemPlaceView } from '@/server/domain/storage/box';

/** 现在何处: the box and the shelf of a record, and who has it in hands. Nothing where it is in no box and with nobody. */
export const PlaceSection = ({ place }: { place: ItemPlaceView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const canOpen = useCan('archive.read');
  const { current, holderName, dueOn } = place;
  if (current === null && holderName === null) {
    return null;
  }
  const box = current ? t('archive.placeBox', { number: current.boxNumber, label: current.boxLabel }) : '';
  return (
    <section className="lt-section">
      <h2>{t('archive.place')}</h2>
      {current ? (
        <p>
          {canOpen ? <Link to={`/w/${slug}/storage/boxes/${current.boxId}`}>{box}</Link> : box}{' '}
          {current.placeCode ? t('archive.placeShelf', { code: current.placeCode }) : t('archive.placeNoShelf')}
        </p>
      ) : null}
      {holderName ? (
        <p>
          <Status kind="attention">
            {t('archive.placeOut', { name: holderName, date: dueOn ? formatIsoDate(dueOn) : '—' })}
          </Status>
        </p>
      ) : null}
    </section>
  );
};

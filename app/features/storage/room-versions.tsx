import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { RoomVersionView } from '@/server/domain/storage/place';

/** 用途与面积的变化 of a room, the latest first. One version alone says nothing that the page does not say. */
export const RoomVersions = ({ versions }: { versions: readonly RoomVersionView[] }) => {
  const t = useText();
  if (versions.length < 2) {
    return null;
  }
  return (
    <section className="lt-section" aria-labelledby="room-versions">
      <div className="lt-section-head">
        <h2 id="room-versions">{t('storage.roomVersions')}</h2>
      </div>
      <ul>
        {versions.map((version) => (
          <li key={version.validFrom}>
            {t('storage.roomVersionFrom', { date: version.validFrom })} {t(`storage.room_${version.roomKind}`)}
            {version.areaM2 === null ? '' : ` ${t('storage.roomsArea', { area: formatNumber(version.areaM2) })}`}
          </li>
        ))}
      </ul>
    </section>
  );
};

import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { StorageSummaryView } from '@/server/domain/storage/place';
import { countOf, metres, shareOf } from './storage-words';

/** The store in six numbers; those that ask for work lead to it. */
export const StorageFigures = ({ summary }: { summary: StorageSummaryView }) => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/storage`;
  const overdue = summary.overdue > 0 ? t('storage.overdue', { n: summary.overdue }) : '';
  const values = [
    [
      t('storage.rooms'),
      t('storage.roomsValue', { n: summary.rooms }),
      t('storage.roomsArea', { area: formatNumber(summary.areaM2) }),
      null,
    ],
    [
      t('storage.free'),
      metres(summary.capacityMm - summary.usedMm, t),
      t('storage.share', { n: shareOf(summary.usedMm, summary.capacityMm) }),
      null,
    ],
    [t('storage.boxes'), formatNumber(summary.boxes), '', 'boxes'],
    [t('storage.unshelved'), formatNumber(summary.unshelved), '', 'boxes?shelved=no'],
    [t('storage.unboxed'), countOf(summary.unboxed, t), '', 'unboxed'],
    [t('storage.out'), formatNumber(summary.out), overdue, 'out'],
  ] as const;
  return (
    <ul className="lt-figures">
      {values.map(([name, value, note, to]) => (
        <li key={name}>
          <span>{name}</span>
          <strong>{to === null ? value : <Link to={`${base}/${to}`}>{value}</Link>}</strong>
          <small>{note || '\u00a0'}</small>
        </li>
      ))}
    </ul>
  );
};

import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { PlaceView } from '@/server/domain/storage/place';
import type { RackView } from '@/server/domain/storage/rack';
import { FillBar } from './fill-bar';
import { metres, shareOf } from './storage-words';

export const placeColumns = (t: Translate, base: string): Column<PlaceView>[] => [
  {
    key: 'code',
    title: t('storage.place'),
    render: (place) => <Link to={`?place=${place.id}`}>{place.code}</Link>,
    onPhone: 'title',
  },
  { key: 'name', title: t('storage.placeName'), render: (place) => place.name ?? '—', truncate: true },
  { key: 'level', title: t('storage.placeLevel'), render: (place) => t(`storage.level_${place.level}`), width: '72px' },
  {
    key: 'capacity',
    title: t('storage.capacity'),
    render: (place) => metres(place.capacityMm, t),
    numeric: true,
    width: '104px',
  },
  {
    key: 'free',
    title: t('storage.free'),
    render: (place) => metres(place.capacityMm - place.usedMm, t),
    numeric: true,
    width: '104px',
  },
  {
    key: 'used',
    title: t('storage.used'),
    render: (place) => <FillBar percent={shareOf(place.usedMm, place.capacityMm)} />,
    width: '120px',
  },
  {
    key: 'boxes',
    title: t('storage.boxCount'),
    render: (place) =>
      place.boxCount === 0 ? '0' : <Link to={`${base}/boxes?place=${place.id}`}>{formatNumber(place.boxCount)}</Link>,
    numeric: true,
    width: '80px',
  },
];

export const rackColumns = (t: Translate): Column<RackView>[] => [
  { key: 'name', title: t('storage.rackName'), render: (rack) => rack.name, onPhone: 'title' },
  { key: 'kind', title: t('storage.rackKind'), render: (rack) => t(`storage.rack_${rack.kind}`), width: '112px' },
  {
    key: 'rows',
    title: t('storage.rackRows'),
    render: (rack) => formatNumber(rack.rowCount),
    numeric: true,
    width: '72px',
  },
  {
    key: 'groups',
    title: t('storage.rackGroups'),
    render: (rack) => formatNumber(rack.groupCount),
    numeric: true,
    width: '72px',
  },
  {
    key: 'volume',
    title: t('storage.rackVolume'),
    render: (rack) => formatNumber(rack.volumeM3),
    numeric: true,
    width: '104px',
  },
  {
    key: 'since',
    title: t('storage.rackSince'),
    render: (rack) =>
      rack.retiredOn === null ? rack.commissionedOn : t('storage.rackRetired', { date: rack.retiredOn }),
    width: '136px',
  },
  {
    key: 'free',
    title: t('storage.free'),
    render: (rack) => metres(rack.capacityMm - rack.usedMm, t),
    numeric: true,
    width: '104px',
  },
  {
    key: 'used',
    title: t('storage.used'),
    render: (rack) => <FillBar percent={shareOf(rack.usedMm, rack.capacityMm)} />,
    width: '120px',
  },
];

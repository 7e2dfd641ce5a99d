import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { CellDialog, STANDING_STATUS } from '@/app/features/storage/protection-cell';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import { EIGHT_PROTECTIONS, PROTECTIONS, type Protection } from '@/server/domain/storage/protection-vocabulary';
import type { RoomProtectionView } from '@/server/domain/storage/room-protection';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('protection.title') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').storage.protections());

const SETS = ['ten', 'eight'] as const;

const Climate = ({ row, t }: { row: RoomProtectionView; t: Translate }) => {
  if (row.climate === null) return <span className="lt-3">{t('protection.noReading')}</span>;
  const { temperature, humidity, readOn, isBeyond } = row.climate;
  const words = t('protection.reading', {
    temperature: temperature === null ? '—' : formatNumber(temperature),
    humidity: humidity === null ? '—' : formatNumber(humidity),
  });
  return (
    <>
      <Status kind={isBeyond ? 'attention' : 'done'}>{words}</Status>
      <div className="lt-3">{readOn}</div>
    </>
  );
};

type Open = { room: string; protection: Protection };

const columnsOf = (
  t: Translate,
  shown: readonly Protection[],
  registers: string,
  open: (cell: Open) => void,
): Column<RoomProtectionView>[] => [
  { key: 'room', title: t('protection.room'), render: (row) => <strong>{row.room}</strong>, onPhone: 'title' },
  ...shown.map((protection) => ({
    key: protection,
    title: t(`protection.${protection}`),
    render: (row: RoomProtectionView) => {
      const cell = row.cells.find((one) => one.protection === protection);
      if (!cell) return '—';
      const words = t(`protection.standing_${cell.standing}`);
      const name = t('protection.openCell', { room: row.room, what: t(`protection.${protection}`), standing: words });
      return (
        <button
          type="button"
          className="lt-link"
          aria-label={name}
          onClick={() => open({ room: row.room, protection })}
        >
          <Status kind={STANDING_STATUS[cell.standing]}>{words}</Status>
        </button>
      );
    },
  })),
  { key: 'climate', title: t('protection.climate'), render: (row) => <Climate row={row} t={t} />, width: '144px' },
  {
    key: 'fire',
    title: t('protection.fireCheck'),
    width: '120px',
    render: (row) =>
      row.fire === null ? (
        <span className="lt-3">{t('protection.noCheck')}</span>
      ) : (
        <Status kind={row.fire.faulty > 0 ? 'attention' : 'done'}>
          {row.fire.faulty > 0
            ? t('protection.faulty', { day: row.fire.checkedOn, n: row.fire.faulty })
            : row.fire.checkedOn}
        </Status>
      ),
  },
  {
    key: 'entered',
    title: t('protection.lastEntry'),
    render: (row) => row.lastEntryOn ?? '—',
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'alarms',
    title: t('protection.alarms'),
    numeric: true,
    width: '96px',
    render: (row) =>
      row.alarms === 0 ? (
        '0'
      ) : (
        <Link className="lt-link" to={`${registers}/alarm`}>
          {formatNumber(row.alarms)}
        </Link>
      ),
  },
];

/** 十防一览: doors, cameras, fire and climate of all rooms in one view; what is not covered stands out. */
export default function RoomProtections() {
  const t = useText();
  const { rooms, uncovered, elsewhere } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const registers = `/w/${slug}/registers`;
  const shown = oneOf(SETS, params.get('set')) === 'eight' ? EIGHT_PROTECTIONS : PROTECTIONS;
  const [open, setOpen] = useState<Open | null>(null);
  const cell = rooms.find((row) => row.room === open?.room)?.cells.find((one) => one.protection === open?.protection);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('protection.title')}
        lead={t('protection.lead', { rooms: rooms.length, n: uncovered })}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'storage.downloadProtections', {})} download>
            <Icon name="download" />
            <span>{t('protection.export')}</span>
          </a>
        }
      />
      <StorageTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="set"
          label={t('protection.set')}
          segments={[
            { value: '', label: t('protection.ten') },
            { value: 'eight', label: t('protection.eight') },
          ]}
        />
      </div>
      <DataTable
        name="room-protections"
        caption={t('protection.title')}
        columns={columnsOf(t, shown, registers, setOpen)}
        rows={rooms}
        page={{ nextCursor: null, previousCursor: null, total: rooms.length }}
        rowKey={(row) => row.room}
        rowLabel={(row) => row.room}
        empty={<Empty icon="shield" title={t('protection.empty')} text={t('protection.emptyText')} />}
      />
      {elsewhere.length > 0 ? (
        <section className="lt-section" aria-label={t('protection.elsewhere')}>
          <h2>{t('protection.elsewhere')}</h2>
          <ul className="lt-links">
            {elsewhere.map((device) => (
              <li key={device.entryId}>
                <Link className="lt-link" to={`${registers}/entries/${device.entryId}`}>
                  {device.model}
                </Link>{' '}
                {device.place || t('protection.noPlace')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {open && cell ? <CellDialog room={open.room} cell={cell} base={registers} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

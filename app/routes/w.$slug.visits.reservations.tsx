import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { ReservationDialog, type ReservationLayer } from '@/app/features/use/reservation-dialog';
import {
  ArriveDrawer,
  BindDrawer,
  ConfirmDrawer,
  EndDrawer,
  ReserveDrawer,
} from '@/app/features/use/reservation-drawers';
import { RESERVATION_STATUS } from '@/app/features/use/visit-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReservationView } from '@/server/domain/use/reservation';
import { RESERVATION_STATES, WAITING_STATES } from '@/server/domain/use/reservation-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('use.reservationsTitle') },
  ],
};

const STATES = [...WAITING_STATES, ...RESERVATION_STATES] as const;

const filterOf = (search: URLSearchParams) => ({
  state: oneOf(STATES, search.get('state')),
  from: dayOfParam(search.get('from')),
  to: dayOfParam(search.get('to')),
  q: search.get('q') || undefined,
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { reservation, service } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, reservation.list({ ...filterOf(search), ...pageOfParams(search) }));
  const reservationId = search.get('reservation');
  return {
    ...list,
    services: await loadOrThrow(asked, service.options()),
    shown: reservationId ? await loadOrThrow(asked, reservation.get({ reservationId })) : null,
  };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('use.state'),
    options: STATES.map((value) => ({ value, label: t(`use.reservation_${value}`) })),
  },
  { name: 'from', label: t('use.from') },
  { name: 'to', label: t('use.to') },
];

const columnsOf = (t: Translate, addressOf: (id: string) => string): Column<ReservationView>[] => [
  {
    key: 'wishedOn',
    title: t('use.wishedOn'),
    render: (row) => <Link to={addressOf(row.id)}>{`${row.wishedOn} ${t(`use.part_${row.dayPart}`)}`}</Link>,
    width: '160px',
    onPhone: 'title',
  },
  { key: 'reader', title: t('use.readerName'), render: (row) => row.readerName, width: '96px' },
  {
    key: 'unit',
    title: t('use.readerUnit'),
    render: (row) => row.readerUnit ?? '—',
    truncate: true,
    onPhone: 'hide',
  },
  { key: 'subject', title: t('use.subject'), render: (row) => row.subject, truncate: true },
  {
    key: 'wishes',
    title: t('use.wishes'),
    render: (row) => row.lines.map((line) => line.referenceCode ?? line.title).join(t('common.list')) || '—',
    truncate: true,
    onPhone: 'hide',
  },
  { key: 'caseNumber', title: t('use.caseNumber'), render: (row) => row.caseNumber, width: '152px', onPhone: 'hide' },
  {
    key: 'answerTime',
    title: t('use.answerTime'),
    render: (row) => (row.answerMinutes === null ? '—' : t('use.answerMinutes', { n: row.answerMinutes })),
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('use.state'),
    render: (row) => <Status kind={RESERVATION_STATUS[row.state]}>{t(`use.reservation_${row.state}`)}</Status>,
    width: '104px',
  },
];

/** 预约查档: who comes when, and what has to lie ready. */
export default function Reservations() {
  const t = useText();
  const { rows, page, shown, services } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('use.register');
  const [layer, setLayer] = useState<ReservationLayer | 'reserve' | null>(null);
  const close = () => setLayer(null);
  const filters = filtersOf(t);
  const addressOf = (id: string | null) => withParams(params, { reservation: id }, { keepPage: true });
  const fetchIt = async ({ id: reservationId, rowVersion }: ReservationView) => {
    await client.reservation.fetch.mutate({ reservationId, rowVersion });
    toast({ text: t('use.fetchedNow') });
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.reservationsTitle')}
        lead={t('use.reservationsLead')}
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'reservation.downloadReservations', filterOf(params))}
              download
            >
              <Icon name="download" />
              <span>{t('use.exportReservations')}</span>
            </a>
            {canRegister ? (
              <Button look="primary" icon="plus" onClick={() => setLayer('reserve')}>
                {t('use.reserve')}
              </Button>
            ) : null}
          </>
        }
      />
      <SectionTabs of="desk" />
      <SearchBar placeholder={t('use.searchReservations')} filters={filters} />
      <DataTable
        name="reservations"
        caption={t('use.reservationsTitle')}
        columns={columnsOf(t, addressOf)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.caseNumber} ${row.readerName}`}
        rowTo={(row) => addressOf(row.id)}
        filters={describeFilters(params, filters)}
        currentKey={shown?.id}
        empty={<Empty icon="calendar" title={t('use.reservationsEmpty')} text={t('use.reservationsEmptyText')} />}
      />
      {layer === 'reserve' ? <ReserveDrawer services={services} onClose={close} /> : null}
      {shown && layer === 'confirm' ? <ConfirmDrawer reservation={shown} onClose={close} /> : null}
      {shown && layer === 'bind' ? <BindDrawer reservation={shown} services={services} onClose={close} /> : null}
      {shown && layer === 'arrive' ? <ArriveDrawer reservation={shown} onClose={close} /> : null}
      {shown && (layer === 'declined' || layer === 'missed') ? (
        <EndDrawer reservation={shown} state={layer} onClose={close} />
      ) : null}
      {shown && layer === null ? (
        <ReservationDialog
          reservation={shown}
          services={services}
          onClose={() => navigate(addressOf(null))}
          canRegister={canRegister}
          onFetch={() => fetchIt(shown)}
          onLayer={setLayer}
        />
      ) : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { ServiceDrawer } from '@/app/features/use/service-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ServicesView } from '@/server/domain/use/service-item';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [{ label: t('use.title'), to: `/w/${params.slug}/visits` }, { label: t('service.title') }],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year'));
  const { service } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, service.list({ year }));
};

type Row = ServicesView['rows'][number];

const columnsOf = (t: Translate, casesOf: (row: Row, part: string) => string): Column<Row>[] => {
  const counted = (key: 'cases' | 'inTime' | 'late', part: string): Column<Row> => ({
    key,
    title: t(`service.${key}`),
    numeric: true,
    width: '88px',
    render: (row) => (
      <Link
        className="lt-link"
        aria-label={t('service.openCases', { name: row.name, what: t(`service.${key}`), n: row.times[key] })}
        to={casesOf(row, part)}
      >
        {formatNumber(row.times[key])}
      </Link>
    ),
  });
  return [
    { key: 'code', title: t('service.code'), render: (row) => row.code, width: '112px' },
    { key: 'name', title: t('service.name'), render: (row) => row.name, onPhone: 'title' },
    {
      key: 'steps',
      title: t('service.steps'),
      render: (row) => row.steps.map((step) => step.name).join(' → '),
      onPhone: 'hide',
    },
    {
      key: 'promised',
      title: t('service.promisedDays'),
      render: (row) => t('service.days', { n: row.promisedDays }),
      width: '120px',
    },
    counted('cases', ''),
    counted('inTime', '&time=in_time'),
    counted('late', '&time=late'),
    {
      key: 'average',
      title: t('service.averageDays'),
      numeric: true,
      width: '112px',
      render: (row) => (row.times.averageDays === null ? '—' : formatNumber(row.times.averageDays)),
    },
    {
      key: 'longest',
      title: t('service.longestDays'),
      numeric: true,
      width: '96px',
      render: (row) => (row.times.longestDays === null ? '—' : formatNumber(row.times.longestDays)),
      hiddenAtFirst: true,
    },
    {
      key: 'published',
      title: t('service.published'),
      width: '144px',
      render: (row) =>
        row.publishedAt ? (
          <Status kind="done">{formatIsoDate(row.publishedAt)}</Status>
        ) : (
          <Status kind="none">{t('service.notPublished')}</Status>
        ),
    },
  ];
};

/** 服务事项: what is promised, and what was used of it. */
export default function Services() {
  const t = useText();
  const client = useWorkspaceClient();
  const { rows, year, without } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canKeep = useCan('use.register');
  const canPublish = useCan('use.approve');
  const thisYear = Number(useToday().slice(0, 4));
  const [layer, setLayer] = useState<Row | 'new' | null>(null);
  const { act } = useAct();
  const step = (what: 'publish' | 'withdraw' | 'end', row: Row) =>
    void act(() => client.service[what].mutate({ serviceId: row.id, rowVersion: row.rowVersion }), {
      done: t(`service.done_${what}`),
    });
  const actions = (row: Row) => (
    <>
      {canKeep ? (
        <button type="button" className="lt-link" onClick={() => setLayer(row)}>
          {t('service.change')}
        </button>
      ) : null}{' '}
      {canPublish ? (
        <>
          <button type="button" className="lt-link" onClick={() => step('publish', row)}>
            {t('service.publish')}
          </button>{' '}
          {row.publishedAt ? (
            <button type="button" className="lt-link" onClick={() => step('withdraw', row)}>
              {t('service.withdraw')}
            </button>
          ) : (
            <button type="button" className="lt-link" onClick={() => step('end', row)}>
              {t('service.end')}
            </button>
          )}
        </>
      ) : null}
    </>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('service.title')}
        lead={t('service.lead', { year: String(year) })}
        actions={
          <>
            <YearSwitch year={year} thisYear={thisYear} />
            <a className="lt-btn" href={downloadPath(slug, 'service.downloadGuide', { year })} download>
              <Icon name="print" />
              <span>{t('service.print')}</span>
            </a>
            {canKeep ? (
              <Button look="primary" icon="plus" onClick={() => setLayer('new')}>
                {t('service.add')}
              </Button>
            ) : null}
          </>
        }
      />
      <SectionTabs of="desk" />
      <DataTable
        name="services"
        caption={t('service.title')}
        columns={columnsOf(t, (row, part) => `/w/${slug}/visits/cases?service=${row.id}&year=${year}${part}`)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        rowActions={canKeep || canPublish ? actions : undefined}
        empty={<Empty icon="flag" title={t('service.empty')} text={t('service.emptyText')} />}
      />
      {without > 0 ? (
        <p className="lt-note">
          {t('service.without', { n: without })}{' '}
          <Link className="lt-link" to={`/w/${slug}/visits/reservations`}>
            {t('service.toReservations')}
          </Link>
        </p>
      ) : null}
      {rows.some((row) => row.publishedAt) ? (
        <p>
          <Link className="lt-link" to={`/published/${slug}?view=services`}>
            {t('service.publicPage')}
          </Link>
        </p>
      ) : null}
      {layer ? <ServiceDrawer item={layer === 'new' ? null : layer} onClose={() => setLayer(null)} /> : null}
    </div>
  );
}

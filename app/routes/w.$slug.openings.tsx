import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { OpeningForm } from '@/app/features/disposition/opening-form';
import { type PlainColumn, PlainTable } from '@/app/features/fonds/plain-table';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { filingYearOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BlockingItemView, OpeningDecisionView, OpenUpToView } from '@/server/domain/disposition/opening';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.openingsTitle') }] };

const SHOWN = ['decisions', 'blocking', 'years'] as const;
const KINDS = ['undecided', 'unpublished'] as const;
const filterOf = (search: URLSearchParams) => ({
  yearTo: filingYearOfParam(search.get('yearTo')),
  year: filingYearOfParam(search.get('year')),
  kind: oneOf(KINDS, search.get('kind')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition, archive } = context.api.workspace(params.slug ?? '');
  const show = oneOf(SHOWN, search.get('show')) ?? 'decisions';
  const page = pageOfParams(search);
  const [upTo, fonds, decisions, blocking] = await Promise.all([
    loadOrThrow(asked, disposition.openUpTo()),
    loadOrThrow(asked, archive.fonds()),
    show === 'decisions' ? loadOrThrow(asked, disposition.openings(page)) : null,
    show === 'blocking' ? loadOrThrow(asked, disposition.openingBlocks({ ...filterOf(search), ...page })) : null,
  ]);
  return { upTo, fonds, decisions, blocking };
};

const UpTo = ({ upTo }: { upTo: OpenUpToView }) => {
  const t = useText();
  const sum = (key: 'undecided' | 'unpublished') => upTo.years.reduce((total, year) => total + year[key], 0);
  return (
    <FigureRow
      label={t('disposition.openUpTo')}
      figures={[
        {
          key: 'upTo',
          label: t('disposition.openUpTo'),
          value: upTo.openUpTo === null ? t('disposition.openUpToNone') : String(upTo.openUpTo),
        },
        { key: 'eligible', label: t('disposition.eligibleYear'), value: String(upTo.eligibleYear) },
        {
          key: 'undecided',
          label: t('disposition.blocked'),
          value: formatNumber(sum('undecided')),
          to: '?show=blocking&kind=undecided',
        },
        {
          key: 'unpublished',
          label: t('disposition.unpublished'),
          value: formatNumber(sum('unpublished')),
          to: '?show=blocking&kind=unpublished',
        },
      ]}
    />
  );
};

const decisionColumns = (t: Translate, slug: string): Column<OpeningDecisionView>[] => [
  {
    key: 'number',
    title: t('disposition.decisionNumber'),
    render: (row) => row.decisionNumber,
    width: '220px',
    onPhone: 'title',
  },
  {
    key: 'outcome',
    title: t('disposition.outcome'),
    render: (row) => t(`disposition.outcome_${row.outcome}`),
    width: '104px',
  },
  {
    key: 'items',
    title: t('disposition.items'),
    render: (row) =>
      row.itemCount === 0 ? '0' : <Link to={`/w/${slug}/openings/${row.id}`}>{formatNumber(row.itemCount)}</Link>,
    numeric: true,
    width: '80px',
  },
  { key: 'decidedOn', title: t('disposition.decidedOn'), render: (row) => row.decidedOn, width: '112px' },
  { key: 'publishedOn', title: t('disposition.publishedOn'), render: (row) => row.publishedOn, width: '112px' },
  {
    key: 'reason',
    title: t('disposition.reasonCode'),
    render: (row) => (row.reasonCode ? t(`disposition.reason_${row.reasonCode}`) : ''),
    truncate: true,
    onPhone: 'hide',
  },
  { key: 'by', title: t('disposition.handledBy'), render: (row) => row.createdByName, width: '96px', onPhone: 'hide' },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => (
      <Status kind={row.state === 'done' ? 'done' : 'live'}>{t(`disposition.opening_${row.state}`)}</Status>
    ),
    width: '104px',
  },
];

const blockingColumns = (t: Translate): Column<BlockingItemView>[] => [
  { key: 'year', title: t('disposition.filingYear'), render: (row) => String(row.filingYear), width: '72px' },
  {
    key: 'code',
    title: t('disposition.referenceCode'),
    render: (row) => row.referenceCode,
    width: '240px',
    onPhone: 'title',
  },
  { key: 'title', title: t('disposition.title'), render: (row) => row.title, truncate: true },
  {
    key: 'flag',
    title: t('disposition.openFlag'),
    render: (row) => t(row.openFlag === 'open' ? 'disposition.unpublished' : 'disposition.blocked'),
    width: '120px',
  },
];

const Decisions = ({
  list,
}: {
  list: { rows: OpeningDecisionView[]; page: Parameters<typeof DataTable>[0]['page'] };
}) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const mayDecide = useCan('disposition.decideOpening');
  const { act, busy } = useAct();
  const publish = (decisionId: string) =>
    void act(() => client.disposition.publishOpening.mutate({ decisionId, publishedOn: today }), {
      done: t('disposition.publishTitle'),
    });
  return (
    <DataTable
      name="openings"
      caption={t('disposition.openingsCaption')}
      columns={decisionColumns(t, slug)}
      rows={list.rows}
      page={list.page}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.decisionNumber}
      rowActions={(row) => (
        <>
          {mayDecide && row.outcome === 'open' && row.state === 'done' && !row.publishedOn ? (
            <button type="button" className="lt-link" disabled={busy} onClick={() => publish(row.id)}>
              {t('disposition.publish')}
            </button>
          ) : null}
          <a href={downloadPath(slug, 'disposition.downloadOpening', { decisionId: row.id })} download>
            {t('disposition.downloadOpening')}
          </a>
        </>
      )}
      empty={<Empty icon="eye" title={t('disposition.openingsEmpty')} text={t('disposition.openingsEmptyText')} />}
    />
  );
};

type OpenYear = OpenUpToView['years'][number];

/** Each year whose term is over, with what is still to be done about it. */
const Years = ({ years }: { years: readonly OpenYear[] }) => {
  const t = useText();
  const count = (year: OpenYear, kind: (typeof KINDS)[number]) =>
    year[kind] === 0 ? (
      '0'
    ) : (
      <Link
        className="lt-link"
        to={`?show=blocking&year=${year.year}&kind=${kind}`}
        aria-label={`${year.year} ${t(kind === 'undecided' ? 'disposition.blocked' : 'disposition.unpublished')} ${year[kind]}`}
      >
        {formatNumber(year[kind])}
      </Link>
    );
  const columns: PlainColumn<OpenYear>[] = [
    { key: 'year', title: t('disposition.filingYear'), render: (one) => String(one.year), width: '96px' },
    { key: 'held', title: t('disposition.openYearHeld'), render: (one) => formatNumber(one.held), numeric: true },
    { key: 'undecided', title: t('disposition.blocked'), render: (one) => count(one, 'undecided'), numeric: true },
    {
      key: 'unpublished',
      title: t('disposition.unpublished'),
      render: (one) => count(one, 'unpublished'),
      numeric: true,
    },
    {
      key: 'state',
      title: t('disposition.state'),
      render: (one) =>
        one.undecided + one.unpublished === 0 ? (
          <Status kind="done">{t('disposition.openYearDone')}</Status>
        ) : (
          <Status kind="attention">{t('disposition.openYearBlocked')}</Status>
        ),
      width: '160px',
    },
  ];
  return years.length === 0 ? (
    <Empty icon="eye" title={t('disposition.openYearsEmpty')} />
  ) : (
    <PlainTable
      caption={t('disposition.openYears')}
      columns={columns}
      rows={years}
      rowKey={(one) => String(one.year)}
    />
  );
};

const useBlockingFilters = (upTo: OpenUpToView): Filter[] => {
  const t = useText();
  const years = upTo.years.map(({ year }) => String(year));
  return [
    {
      name: 'yearTo',
      label: t('disposition.aimedYear'),
      options: years.map((value) => ({ value, label: t('disposition.aimedYearOption', { year: value }) })),
    },
    { name: 'year', label: t('disposition.filingYear'), options: years.map((value) => ({ value, label: value })) },
    {
      name: 'kind',
      label: t('disposition.blockingKind'),
      options: KINDS.map((value) => ({
        value,
        label: t(value === 'undecided' ? 'disposition.blocked' : 'disposition.unpublished'),
      })),
    },
  ];
};

const LEADS = {
  decisions: 'disposition.openingsLead',
  blocking: 'disposition.blockingLead',
  years: 'disposition.openYearsLead',
} as const;

export default function Openings() {
  const t = useText();
  const { upTo, fonds, decisions, blocking } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const mayDecide = useCan('disposition.decideOpening');
  const [deciding, setDeciding] = useState(false);
  const [params] = useSearchParams();
  const show = oneOf(SHOWN, params.get('show')) ?? 'decisions';
  const filters = useBlockingFilters(upTo);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.openingsTitle')}
        lead={t(LEADS[show])}
        actions={
          mayDecide ? (
            <Button look="primary" icon="plus" onClick={() => setDeciding(true)}>
              {t('disposition.decide')}
            </Button>
          ) : undefined
        }
      />
      <AreaTabs />
      <UpTo upTo={upTo} />
      <Segments
        name="show"
        label={t('disposition.openingsTitle')}
        segments={[
          { value: 'decisions', label: t('disposition.openingsCaption') },
          { value: 'blocking', label: t('disposition.blockingTitle') },
          { value: 'years', label: t('disposition.openYears') },
        ]}
      />
      {decisions ? <Decisions list={decisions} /> : null}
      {show === 'years' ? <Years years={upTo.years} /> : null}
      {blocking ? <SearchBar placeholder="" withText={false} filters={filters} keep={['show']} /> : null}
      {blocking ? (
        <DataTable
          name="opening-blocks"
          caption={t('disposition.blockingCaption')}
          columns={blockingColumns(t)}
          rows={blocking.rows}
          page={blocking.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.referenceCode}
          rowTo={(row) => `/w/${slug}/archives/${row.id}`}
          tools={
            <a
              className="lt-btn"
              href={downloadPath(slug, 'disposition.downloadOpeningBlocks', filterOf(params))}
              download
            >
              <Icon name="download" />
              <span>{t('disposition.exportExcel')}</span>
            </a>
          }
          filters={describeFilters(params, filters)}
          clearTo="?show=blocking"
          empty={<Empty icon="check" title={t('disposition.blockingEmpty')} />}
        />
      ) : null}
      <OpeningForm open={deciding} onClose={() => setDeciding(false)} fonds={fonds} yearTo={upTo.eligibleYear} />
    </div>
  );
}

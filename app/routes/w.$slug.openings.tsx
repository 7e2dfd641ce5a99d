import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { OpeningForm } from '@/app/features/disposition/opening-form';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BlockingItemView, OpeningDecisionView, OpenUpToView } from '@/server/domain/disposition/opening';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.openingsTitle') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition, archive } = context.api.workspace(params.slug ?? '');
  const isBlocking = search.get('show') === 'blocking';
  const page = pageOfParams(search);
  const [upTo, fonds, decisions, blocking] = await Promise.all([
    loadOrThrow(asked, disposition.openUpTo()),
    loadOrThrow(asked, archive.fonds()),
    isBlocking ? null : loadOrThrow(asked, disposition.openings(page)),
    isBlocking ? loadOrThrow(asked, disposition.openingBlocks(page)) : null,
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
          to: '?show=blocking',
        },
        {
          key: 'unpublished',
          label: t('disposition.unpublished'),
          value: formatNumber(sum('unpublished')),
          to: '?show=blocking',
        },
      ]}
    />
  );
};

const decisionColumns = (t: Translate): Column<OpeningDecisionView>[] => [
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
    render: (row) => formatNumber(row.itemCount),
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
      columns={decisionColumns(t)}
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

export default function Openings() {
  const t = useText();
  const { upTo, fonds, decisions, blocking } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const mayDecide = useCan('disposition.decideOpening');
  const [deciding, setDeciding] = useState(false);
  const [params] = useSearchParams();
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.openingsTitle')}
        lead={params.get('show') === 'blocking' ? t('disposition.blockingLead') : t('disposition.openingsLead')}
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
        ]}
      />
      {decisions ? <Decisions list={decisions} /> : null}
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
          empty={<Empty icon="check" title={t('disposition.blockingEmpty')} />}
        />
      ) : null}
      <OpeningForm open={deciding} onClose={() => setDeciding(false)} fonds={fonds} yearTo={upTo.eligibleYear} />
    </div>
  );
}

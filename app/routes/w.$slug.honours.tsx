import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { DecideHonourDrawer, HonourDrawer } from '@/app/features/assessment/honour-drawers';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { HonourView } from '@/server/domain/assessment/commendation';
import { HONOUR_LEVELS, HONOUR_STATES, type HonourState } from '@/server/domain/assessment/commendation-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('honour.title') }] };

const filterOf = (search: URLSearchParams) => ({
  search: search.get('q') || undefined,
  state: oneOf(HONOUR_STATES, search.get('state')),
  level: oneOf(HONOUR_LEVELS, search.get('level')),
  year: yearOfParam(search.get('year')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { commendation, assessment } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await commendation.honours({ ...pageOfParams(search), ...filterOf(search) })),
    units: await assessment.units(),
  });
  return loadOrThrow({ request, context }, load());
};

const STATUS: Record<HonourState, StatusKind> = {
  registered: 'done',
  proposed: 'attention',
  awarded: 'done',
  declined: 'none',
  revoked: 'failed',
};

const columnsOf = (t: Translate, slug: string): Column<HonourView>[] => [
  {
    key: 'holder',
    title: t('honour.holder'),
    render: (row) => (row.personName ? `${row.subjectName} ${row.personName}` : row.subjectName),
    onPhone: 'title',
  },
  { key: 'year', title: t('assessment.year'), render: (row) => row.year, width: '72px' },
  { key: 'title', title: t('honour.titleOf'), render: (row) => row.title, width: '216px' },
  { key: 'level', title: t('honour.level'), render: (row) => t(`honour.level_${row.level}`), width: '88px' },
  { key: 'awarder', title: t('honour.awarder'), render: (row) => row.awarderName, truncate: true, width: '176px' },
  { key: 'awarded', title: t('honour.awardedOn'), render: (row) => row.awardedOn ?? '—', width: '112px' },
  {
    key: 'paper',
    title: t('rating.documentNumber'),
    render: (row) =>
      row.documentId ? (
        <a href={downloadPath(slug, 'documents.downloadPdf', { documentId: row.documentId })} className="lt-nowrap">
          {row.documentNumber}
        </a>
      ) : (
        (row.documentNumber ?? '—')
      ),
    width: '176px',
  },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) => <Status kind={STATUS[row.state]}>{t(`honour.state_${row.state}`)}</Status>,
    width: '104px',
  },
];

type Layer = { kind: 'register' | 'propose' } | { kind: 'decide' | 'revoke'; honour: HonourView } | null;

const useFilters = (t: Translate): Filter[] => {
  const today = useToday();
  return [
    {
      name: 'state',
      label: t('assessment.state'),
      options: HONOUR_STATES.map((state) => ({ value: state, label: t(`honour.state_${state}`) })),
    },
    {
      name: 'level',
      label: t('honour.level'),
      options: HONOUR_LEVELS.map((level) => ({ value: level, label: t(`honour.level_${level}`) })),
    },
    {
      name: 'year',
      label: t('assessment.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
  ];
};

/** 表彰: titles proposed and decided here, and honours that others gave. */
export default function Honours() {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { rows, page, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const canApprove = useCan('inspection.approve');
  const [layer, setLayer] = useState<Layer>(null);
  const filters = useFilters(t);
  const close = () => setLayer(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('honour.title')}
        lead={t('honour.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'commendation.downloadHonours', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('honour.export')}</span>
            </a>
            <Button onClick={() => setLayer({ kind: 'register' })}>{t('honour.register')}</Button>
            <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'propose' })}>
              {t('honour.propose')}
            </Button>
          </>
        }
      />
      <AssessmentTabs of="office" />
      <DataTable
        name="honours"
        caption={t('honour.title')}
        columns={columnsOf(t, slug)}
        lead={<SearchBar placeholder={t('honour.search')} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.subjectName} ${row.title}`}
        rowActions={(honour) =>
          !canApprove ? null : honour.state === 'proposed' ? (
            <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'decide', honour })}>
              {t('honour.decide')}
            </button>
          ) : honour.state === 'registered' || honour.state === 'awarded' ? (
            <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'revoke', honour })}>
              {t('honour.revoke')}
            </button>
          ) : null
        }
        empty={<Empty icon="flag" title={t('honour.empty')} text={t('honour.emptyText')} />}
      />
      {layer?.kind === 'register' || layer?.kind === 'propose' ? (
        <HonourDrawer kind={layer.kind} units={units} today={today} onClose={close} onDone={revalidate} />
      ) : null}
      {layer?.kind === 'decide' ? (
        <DecideHonourDrawer honour={layer.honour} onClose={close} onDone={revalidate} />
      ) : null}
      <ReasonDrawer
        open={layer?.kind === 'revoke'}
        onClose={close}
        title={t('honour.revoke')}
        effect={t('honour.revokeEffect')}
        label={t('honour.note')}
        act={t('honour.revoke')}
        onSubmit={async (note) => {
          if (layer?.kind !== 'revoke') return;
          await client.commendation.revokeHonour.mutate({ honourId: layer.honour.id, note });
          toast({ text: t('honour.revoked') });
          revalidate();
        }}
      />
    </div>
  );
}

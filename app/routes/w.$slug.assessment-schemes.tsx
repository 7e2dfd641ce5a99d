import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { SchemeDrawer } from '@/app/features/assessment/scheme-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SchemeView } from '@/server/domain/assessment/assessment';
import { ASSESSMENT_PURPOSES } from '@/server/domain/assessment/assessment-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('assessment.schemesTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { assessment } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await assessment.schemes({
      ...pageOfParams(search),
      year: yearOfParam(search.get('year')),
      purpose: oneOf(ASSESSMENT_PURPOSES, search.get('purpose')),
    })),
    lists: await assessment.schemeLists(),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate): Column<SchemeView>[] => [
  { key: 'name', title: t('assessment.schemeName'), render: (row) => row.name, onPhone: 'title' },
  { key: 'year', title: t('assessment.year'), render: (row) => row.year, width: '72px' },
  {
    key: 'purpose',
    title: t('assessment.purpose'),
    render: (row) => (row.ratingKind ? t(`rating.kind_${row.ratingKind}`) : t('assessment.purpose_annual')),
    width: '128px',
  },
  {
    key: 'kinds',
    title: t('assessment.subjectKinds'),
    render: (row) => row.subjectKinds.map((kind) => t(`tenancy.kind_${kind}`)).join(t('common.list')),
    width: '176px',
  },
  {
    key: 'list',
    title: t('assessment.checklist'),
    render: (row) => `${row.checklistName} ${t('checklist.version', { n: row.checklistVersion })}`,
    width: '216px',
  },
  {
    key: 'weights',
    title: t('assessment.weights'),
    render: (row) =>
      row.weights.length === 0
        ? t('assessment.weighed_no')
        : row.weights.map(({ section, percent }) => `${section} ${percent}%`).join(t('common.list')),
  },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) =>
      row.isWithdrawn ? (
        <Status kind="none">{t('assessment.withdrawn')}</Status>
      ) : (
        <Status kind={row.rounds > 0 ? 'done' : 'live'}>
          {row.rounds > 0 ? t('assessment.usedTimes', { n: row.rounds }) : t('assessment.notUsed')}
        </Status>
      ),
    width: '128px',
  },
];

type Layer = { kind: 'new' } | { kind: 'edit' | 'copy' | 'withdraw'; scheme: SchemeView } | null;

/** 考核办法 of the years. */
export default function AssessmentSchemes() {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { rows, page, lists } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('assessment.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
    {
      name: 'purpose',
      label: t('assessment.purpose'),
      options: ASSESSMENT_PURPOSES.map((purpose) => ({ value: purpose, label: t(`assessment.purpose_${purpose}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('assessment.schemesTitle')}
        lead={t('assessment.schemesLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'new' })}>
            {t('assessment.newScheme')}
          </Button>
        }
      />
      <AssessmentTabs of="office" />
      <DataTable
        name="assessment-schemes"
        caption={t('assessment.schemesTitle')}
        columns={columnsOf(t)}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.year} ${row.name}`}
        rowActions={(scheme) => (
          <>
            {scheme.rounds === 0 && !scheme.isWithdrawn ? (
              <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'edit', scheme })}>
                {t('assessment.edit')}
              </button>
            ) : null}
            <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'copy', scheme })}>
              {t('assessment.copyScheme')}
            </button>
            {scheme.isWithdrawn ? null : (
              <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'withdraw', scheme })}>
                {t('assessment.withdraw')}
              </button>
            )}
          </>
        )}
        empty={<Empty icon="list" title={t('assessment.schemesEmpty')} text={t('assessment.schemesEmptyText')} />}
      />
      {layer && layer.kind !== 'withdraw' ? (
        <SchemeDrawer
          lists={lists}
          scheme={layer.kind === 'edit' ? layer.scheme : null}
          copy={layer.kind === 'copy' ? layer.scheme : null}
          year={Number(today.slice(0, 4))}
          onClose={() => setLayer(null)}
          onDone={revalidate}
        />
      ) : null}
      <Confirm
        open={layer?.kind === 'withdraw'}
        onClose={() => setLayer(null)}
        title={t('assessment.withdraw')}
        effect={t('assessment.withdrawEffect')}
        act={t('assessment.withdraw')}
        onConfirm={async () => {
          if (layer?.kind !== 'withdraw') return;
          const { id: schemeId, rowVersion } = layer.scheme;
          await client.assessment.withdrawScheme.mutate({ schemeId, rowVersion });
          toast({ text: t('assessment.schemeWithdrawn') });
          revalidate();
        }}
      />
    </div>
  );
}

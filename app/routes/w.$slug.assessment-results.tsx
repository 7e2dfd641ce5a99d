import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { RESULT_KINDS, type ResultRowView } from '@/server/domain/assessment/result-publication';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('assessment.resultsTitle') }] };

const PUBLISHED = ['yes', 'no'] as const;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { assessment } = context.api.workspace(params.slug ?? '');
  const published = oneOf(PUBLISHED, search.get('published'));
  return loadOrThrow(
    { request, context },
    assessment.results({
      ...pageOfParams(search),
      kind: oneOf(RESULT_KINDS, search.get('kind')),
      ...(published ? { published: published === 'yes' } : {}),
    }),
  );
};

const stateOf = (row: ResultRowView, t: Translate): [StatusKind, string] => {
  if (row.publishedAt) return row.isLate ? ['attention', t('closure.publishedLate')] : ['done', t('closure.published')];
  return row.isLate ? ['overdue', t('closure.publishLate')] : ['attention', t('closure.unpublished')];
};

const columnsOf = (t: Translate, base: string): Column<ResultRowView>[] => [
  {
    key: 'title',
    title: t('assessment.resultOf'),
    render: (row) =>
      row.kind === 'assessment' ? <Link to={`${base}/assessments/${row.subjectId}`}>{row.title}</Link> : row.title,
    onPhone: 'title',
  },
  {
    key: 'kind',
    title: t('assessment.purpose'),
    render: (row) => t(`assessment.resultKind_${row.kind}`),
    width: '112px',
  },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) => {
      const [kind, words] = stateOf(row, t);
      return <Status kind={kind}>{words}</Status>;
    },
    width: '136px',
  },
  {
    key: 'due',
    title: t('closure.publishDue'),
    render: (row) => <span className="lt-nowrap">{formatIsoDateTime(row.dueAt)}</span>,
    width: '160px',
  },
  {
    key: 'published',
    title: t('closure.publishedAt'),
    render: (row) => <span className="lt-nowrap">{row.publishedAt ? formatIsoDateTime(row.publishedAt) : '—'}</span>,
    width: '160px',
  },
  { key: 'units', title: t('assessment.units'), render: (row) => row.units, numeric: true, width: '88px' },
];

const PublishDrawer = ({ row, onClose }: { row: ResultRowView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { statement: t('closure.statement') };
  return (
    <FormDrawer<{ statement?: string }>
      open
      onClose={onClose}
      title={row.title}
      submitLabel={t('closure.publish')}
      fieldLabels={labels}
      onSubmit={async ({ statement }, idempotencyKey) => {
        const input = { kind: row.kind, subjectId: row.subjectId, statement };
        await client.assessment.publishResult.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('closure.published') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('assessment.publishResultEffect')}</p>
      <FormField name="statement" label={labels.statement}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 公示: confirmed results and given levels, each with its 24-hour clock. */
export default function AssessmentResults() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const { rows, page } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [publishing, setPublishing] = useState<ResultRowView | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('assessment.purpose'),
      options: RESULT_KINDS.map((kind) => ({ value: kind, label: t(`assessment.resultKind_${kind}`) })),
    },
    {
      name: 'published',
      label: t('assessment.state'),
      options: [
        { value: 'yes', label: t('closure.published') },
        { value: 'no', label: t('closure.unpublished') },
      ],
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('assessment.resultsTitle')}
        lead={t('assessment.resultsLead')}
        actions={
          <a className="lt-btn" href={`/published/${slug}?view=results`} target="_blank" rel="noreferrer">
            {t('closure.publicPage')}
          </a>
        }
      />
      <AssessmentTabs of="office" />
      <DataTable
        name="assessment-results"
        caption={t('assessment.resultsTitle')}
        columns={columnsOf(t, `/w/${slug}`)}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.subjectId}
        rowLabel={(row) => row.title}
        rowActions={(row) => (
          <Button
            look="text"
            onClick={() => (row.publicationId ? setWithdrawing(row.publicationId) : setPublishing(row))}
          >
            {t(row.publicationId ? 'closure.withdrawPublication' : 'closure.publish')}
          </Button>
        )}
        empty={<Empty icon="flag" title={t('assessment.resultsEmpty')} text={t('assessment.resultsEmptyText')} />}
      />
      {publishing ? <PublishDrawer row={publishing} onClose={() => setPublishing(null)} /> : null}
      <ReasonDrawer
        open={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        title={t('closure.withdrawPublication')}
        effect={t('closure.withdrawPublicationEffect')}
        label={t('assessment.withdrawResultReason')}
        act={t('closure.withdrawPublication')}
        onSubmit={async (reason) => {
          await client.assessment.withdrawPublication.mutate({ publicationId: withdrawing ?? '', reason });
          toast({ text: t('assessment.resultWithdrawn') });
          revalidate();
        }}
      />
    </div>
  );
}

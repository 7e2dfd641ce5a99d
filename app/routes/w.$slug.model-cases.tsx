import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { Paragraphs } from '@/app/features/assessment/paragraphs';
import { Attachments } from '@/app/features/inspection/exchange';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CaseView } from '@/server/domain/assessment/commendation';
import {
  CASE_RESULTS,
  CASE_STANDINGS,
  CASE_TOPICS,
  type CaseResult,
  type CaseStanding,
} from '@/server/domain/assessment/commendation-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('honour.casesTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const call = context.api.workspace(params.slug ?? '').commendation.cases({
    ...pageOfParams(search),
    topic: oneOf(CASE_TOPICS, search.get('topic')),
    standing: oneOf(CASE_STANDINGS, search.get('standing')),
  });
  return loadOrThrow({ request, context }, call);
};

const STATUS: Record<CaseStanding, StatusKind> = { received: 'attention', judged: 'done', published: 'done' };

const columnsOf = (t: Translate): Column<CaseView>[] => [
  { key: 'title', title: t('honour.caseTitle'), render: (row) => row.title, onPhone: 'title' },
  { key: 'unit', title: t('assessment.unit'), render: (row) => row.subjectName, width: '192px' },
  { key: 'topic', title: t('honour.topic'), render: (row) => t(`honour.topic_${row.topic}`), width: '128px' },
  { key: 'date', title: t('honour.submittedOn'), render: (row) => formatIsoDate(row.submittedAt), width: '112px' },
  {
    key: 'points',
    title: t('honour.points'),
    render: (row) => row.points ?? '—',
    numeric: true,
    width: '72px',
  },
  {
    key: 'result',
    title: t('honour.result'),
    render: (row) => (row.result ? t(`honour.result_${row.result}`) : '—'),
    width: '96px',
  },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) => <Status kind={STATUS[row.standing]}>{t(`honour.case_${row.standing}`)}</Status>,
    width: '112px',
  },
];

/** The case as it was submitted, and what is said of it. */
const CaseDrawer = ({ one, onClose }: { one: CaseView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const labels = { points: t('honour.points'), result: t('honour.result'), opinion: t('honour.opinion') };
  return (
    <FormDrawer<{ points: string | number; result: CaseResult; opinion: string }>
      open
      onClose={onClose}
      title={t('honour.judge')}
      submitLabel={t('honour.judge')}
      fieldLabels={labels}
      initialValues={{ result: 'excellent' }}
      width={560}
      onSubmit={async ({ points, ...values }, idempotencyKey) => {
        const input = { ...values, points: Number(points), dispatchId: one.dispatchId };
        await client.commendation.judgeCase.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('honour.judged') });
        revalidate();
      }}
    >
      <p className="lt-strong">
        {one.subjectName}
        {t('common.colon')}
        {one.title}
      </p>
      <Paragraphs text={one.summary} />
      <Attachments
        files={one.files}
        hrefOf={({ objectId }) =>
          downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId: one.dispatchId, objectId })
        }
      />
      <FormField name="points" label={labels.points} required>
        <input className="lt-input" type="number" min={0} max={100} step="any" inputMode="decimal" />
      </FormField>
      <FormField name="result" label={labels.result} required>
        <select className="lt-select">
          {CASE_RESULTS.map((result) => (
            <option key={result} value={result}>
              {t(`honour.result_${result}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="opinion" label={labels.opinion} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
    </FormDrawer>
  );
};

/** 优秀案例 that units have submitted. */
export default function ModelCases() {
  const t = useText();
  const client = useWorkspaceClient();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canApprove = useCan('inspection.approve');
  const { act, busy } = useAct();
  const [open, setOpen] = useState<CaseView | null>(null);
  const filters: Filter[] = [
    {
      name: 'standing',
      label: t('assessment.state'),
      options: CASE_STANDINGS.map((one) => ({ value: one, label: t(`honour.case_${one}`) })),
    },
    {
      name: 'topic',
      label: t('honour.topic'),
      options: CASE_TOPICS.map((one) => ({ value: one, label: t(`honour.topic_${one}`) })),
    },
  ];
  const actions = (row: CaseView) => {
    const { caseId } = row;
    if (caseId === null)
      return (
        <button type="button" className="lt-link" onClick={() => setOpen(row)}>
          {t('honour.judge')}
        </button>
      );
    if (!canApprove || row.result === 'none') return null;
    const isPublic = row.standing === 'published';
    const call = () =>
      isPublic
        ? client.commendation.withdrawCase.mutate({ caseId })
        : client.commendation.publishCase.mutate({ caseId });
    return (
      <button
        type="button"
        className="lt-link"
        disabled={busy}
        onClick={() => void act(call, { done: t(isPublic ? 'honour.caseWithdrawn' : 'honour.casePublished') })}
      >
        {t(isPublic ? 'honour.withdrawCase' : 'honour.publishCase')}
      </button>
    );
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('honour.casesTitle')}
        lead={
          <>
            {t('honour.casesLead')} <Link to={`/published/${slug}?view=cases`}>{t('honour.publicPage')}</Link>
          </>
        }
      />
      <AssessmentTabs of="office" />
      <DataTable
        name="model-cases"
        caption={t('honour.casesTitle')}
        columns={columnsOf(t)}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.title}
        rowActions={actions}
        empty={<Empty icon="book" title={t('honour.casesEmpty')} text={t('honour.casesEmptyText')} />}
      />
      {open ? <CaseDrawer one={open} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

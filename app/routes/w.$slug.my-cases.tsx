import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { PhotoInput } from '@/app/components/photo-input';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MyCaseView } from '@/server/domain/assessment/commendation';
import { CASE_TOPICS, type CaseTopic } from '@/server/domain/assessment/commendation-vocabulary';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('honour.myCasesTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').commendation.myCases(page));
};

const columnsOf = (t: Translate): Column<MyCaseView>[] => [
  { key: 'title', title: t('honour.caseTitle'), render: (row) => row.title, onPhone: 'title' },
  { key: 'topic', title: t('honour.topic'), render: (row) => t(`honour.topic_${row.topic}`), width: '128px' },
  { key: 'office', title: t('assessment.office'), render: (row) => row.officeName, width: '192px' },
  { key: 'date', title: t('honour.submittedOn'), render: (row) => formatIsoDate(row.submittedAt), width: '112px' },
  {
    key: 'result',
    title: t('honour.result'),
    render: (row) =>
      row.result ? (
        <Status kind={row.result.result === 'none' ? 'none' : 'done'}>{t(`honour.result_${row.result.result}`)}</Status>
      ) : (
        <Status kind="live">{t('honour.case_received')}</Status>
      ),
    width: '112px',
  },
  { key: 'opinion', title: t('honour.opinion'), render: (row) => row.result?.opinion ?? '—' },
];

const SubmitDrawer = ({ onClose }: { onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const labels = { topic: t('honour.topic'), title: t('honour.caseTitle'), summary: t('honour.summary') };
  return (
    <FormDrawer<{ topic: CaseTopic; title: string; summary: string; files?: UploadedFile[] }>
      open
      onClose={onClose}
      title={t('honour.submitCase')}
      submitLabel={t('honour.submitCase')}
      fieldLabels={labels}
      initialValues={{ topic: 'informatisation' }}
      onSubmit={async ({ files = [], ...values }, idempotencyKey) => {
        const input = { ...values, objectIds: files.map((file) => file.id) };
        await client.commendation.submitCase.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('honour.submitted') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('honour.submitEffect')}</p>
      <FormField name="topic" label={labels.topic} required>
        <select className="lt-select">
          {CASE_TOPICS.map((topic) => (
            <option key={topic} value={topic}>
              {t(`honour.topic_${topic}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="summary" label={labels.summary} required help={t('honour.summaryHelp')}>
        <textarea className="lt-input lt-textarea" rows={8} maxLength={5000} />
      </FormField>
      <FormField name="files" label={t('assessment.proof')} group>
        <PhotoInput
          slug={slug}
          label={t('assessment.proof')}
          most={MOST_PHOTOS}
          accept="image/png,image/jpeg,image/webp,application/pdf"
        />
      </FormField>
    </FormDrawer>
  );
};

/** 本单位报送的优秀案例. */
export default function MyCases() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [submitting, setSubmitting] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('honour.myCasesTitle')}
        lead={t('honour.myCasesLead')}
        actions={
          <Button look="primary" icon="send" onClick={() => setSubmitting(true)}>
            {t('honour.submitCase')}
          </Button>
        }
      />
      <AssessmentTabs of="unit" />
      <DataTable
        name="my-cases"
        caption={t('honour.myCasesTitle')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.title}
        empty={<Empty icon="book" title={t('honour.myCasesEmpty')} text={t('honour.myCasesEmptyText')} />}
      />
      {submitting ? <SubmitDrawer onClose={() => setSubmitting(false)} /> : null}
    </div>
  );
}

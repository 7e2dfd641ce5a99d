import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { JobProgress } from '@/app/components/job-progress';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { jobLabel } from '@/app/features/platform/job-labels';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { errorText } from '@/app/lib/error-messages';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { JobView } from '@/server/domain/platform/job';
import { isAppErrorCode } from '@/server/domain/shared/app-error';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('platform.jobTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').platform.jobs(page));
};

const faultOf = ({ errorCode }: JobView, locale: Locale): string | null =>
  errorCode === null ? null : errorText(isAppErrorCode(errorCode) ? errorCode : 'INTERNAL', locale).what;

const columnsOf = (t: Translate, locale: Locale): Column<JobView>[] => [
  { key: 'name', title: t('platform.jobColumn_name'), render: (job) => jobLabel(job.name, t), onPhone: 'title' },
  {
    key: 'state',
    title: t('platform.jobColumn_state'),
    width: '320px',
    render: (job) => (
      <>
        <JobProgress state={job.state} done={job.progressDone} total={job.progressTotal} />
        {faultOf(job, locale) ? <span className="lt-2"> {faultOf(job, locale)}</span> : null}
      </>
    ),
  },
  {
    key: 'by',
    title: t('platform.jobColumn_by'),
    render: (job) => job.requestedByName ?? t('platform.jobBySystem'),
    width: '140px',
  },
  {
    key: 'created',
    title: t('platform.jobColumn_created'),
    render: (job) => formatIsoDateTime(job.createdAt),
    width: '160px',
  },
  {
    key: 'finished',
    title: t('platform.jobColumn_finished'),
    render: (job) => (job.finishedAt ? formatIsoDateTime(job.finishedAt) : '—'),
    width: '160px',
  },
];

const JobActions = ({ job, slug }: { job: JobView; slug: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <>
      {job.hasFile ? (
        <a href={downloadPath(slug, 'platform.downloadJobResult', { id: job.id })} download>
          {t('platform.jobDownload')}
        </a>
      ) : null}
      {job.canRetry ? (
        <button
          type="button"
          className="lt-link"
          disabled={busy}
          onClick={() =>
            void act(() => client.platform.retryJob.mutate({ id: job.id }), { done: t('platform.jobRetried') })
          }
        >
          {t('platform.jobRetry')}
        </button>
      ) : null}
    </>
  );
};

export default function Jobs() {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const { rows, page } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('platform.jobTitle')} lead={t('platform.jobLead')} />
      <DataTable
        name="jobs"
        caption={t('platform.jobCaption')}
        columns={columnsOf(t, locale)}
        rows={rows}
        page={page}
        rowKey={(job) => job.id}
        rowLabel={(job) => jobLabel(job.name, t)}
        rowActions={(job) => <JobActions job={job} slug={slug} />}
        empty={<Empty icon="task" title={t('platform.jobEmpty')} text={t('platform.jobEmptyText')} />}
      />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { ScheduleStatus, wholePage } from '@/app/features/filing/filing-labels';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { ScheduleRow } from '@/server/domain/filing/retention-schedule';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('filing.schedulesTitle') }],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  schedules: await loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').filing.schedules()),
});

const columnsOf = (t: Translate): Column<ScheduleRow>[] => [
  {
    key: 'version',
    title: t('filing.schedulesTitle'),
    render: (row) => <Link to={row.id}>{t('filing.version', { n: row.versionNumber })}</Link>,
    onPhone: 'title',
  },
  { key: 'state', title: t('filing.state'), render: (row) => <ScheduleStatus state={row.state} />, width: '112px' },
  {
    key: 'rules',
    title: t('filing.ruleCount'),
    render: (row) => formatNumber(row.ruleCount),
    numeric: true,
    width: '80px',
  },
  { key: 'submitted', title: t('filing.submittedOn'), render: (row) => row.submittedOn ?? '—', width: '120px' },
  {
    key: 'approver',
    title: t('filing.approver'),
    render: (row) => row.approverName ?? '—',
    width: '200px',
    onPhone: 'hide',
  },
  { key: 'number', title: t('filing.approvalNumber'), render: (row) => row.approvalNumber ?? '—', width: '200px' },
  {
    key: 'approved',
    title: t('filing.approvedOn'),
    render: (row) => row.approvedOn ?? '—',
    width: '120px',
    onPhone: 'hide',
  },
];

const Begin = ({ schedules }: { schedules: readonly ScheduleRow[] }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const isBusyVersion = schedules.some((row) => ['draft', 'submitted', 'returned'].includes(row.state));
  const approved = schedules.some((row) => row.state === 'approved');
  const begin = (from: 'seed' | 'approved') =>
    void act(async () => {
      const made = await client.filing.beginSchedule.mutate({ from });
      navigate(made.id);
    });
  if (isBusyVersion) {
    return null;
  }
  return (
    <>
      <Button look={approved ? 'plain' : 'primary'} busy={busy} onClick={() => begin('seed')}>
        {t('filing.beginSeed')}
      </Button>
      {approved ? (
        <Button look="primary" busy={busy} onClick={() => begin('approved')}>
          {t('filing.beginApproved')}
        </Button>
      ) : null}
    </>
  );
};

export default function Schedules() {
  const t = useText();
  const { schedules } = useLoaderData<typeof loader>();
  const canManage = useCan('filing.manage');
  const waiting = schedules.find((row) => row.hasDecision);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.schedulesTitle')}
        lead={t('filing.schedulesLead')}
        actions={canManage ? <Begin schedules={schedules} /> : null}
      />
      <FilingTabs />
      {waiting ? (
        <p className="lt-note lt-note-attention">
          {t('filing.decisionWaits', { name: waiting.approverName ?? '' })}
          {t('common.comma')}
          <Link to={waiting.id}>{t('filing.receiveDecision')}</Link>
        </p>
      ) : null}
      <DataTable
        name="schedules"
        caption={t('filing.schedulesTitle')}
        columns={columnsOf(t)}
        rows={schedules}
        page={wholePage(schedules)}
        rowKey={(row) => row.id}
        rowLabel={(row) => t('filing.version', { n: row.versionNumber })}
        rowTo={(row) => row.id}
        empty={<Empty icon="list" title={t('filing.schedulesEmpty')} text={t('filing.schedulesEmptyText')} />}
      />
    </div>
  );
}

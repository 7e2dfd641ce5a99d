import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedRowView } from '@/server/domain/assessment/questionnaire';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('questionnaire.mineTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').questionnaire.received(page));
};

const stateOf = (row: ReceivedRowView, t: Translate) => {
  if (row.repliedAt) return <Status kind="done">{t('questionnaire.mine_answered')}</Status>;
  return row.isOpen ? (
    <Status kind="attention">{t('questionnaire.mine_waiting')}</Status>
  ) : (
    <Status kind="none">{t('questionnaire.state_closed')}</Status>
  );
};

const columnsOf = (t: Translate, base: string): Column<ReceivedRowView>[] => [
  {
    key: 'title',
    title: t('questionnaire.titleOf'),
    render: (row) => <Link to={`${base}/${row.dispatchId}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'sender', title: t('assessment.office'), render: (row) => row.senderName, width: '192px' },
  {
    key: 'names',
    title: t('questionnaire.isAnonymous'),
    render: (row) => t(row.isAnonymous ? 'questionnaire.anonymous_yes' : 'questionnaire.anonymous_no'),
    width: '112px',
  },
  {
    key: 'closes',
    title: t('questionnaire.closesOn'),
    render: (row) => (row.isOpen ? <DeadlineText dueOn={row.closesOn} withDate /> : row.closesOn),
    width: '168px',
  },
  { key: 'state', title: t('assessment.state'), render: (row) => stateOf(row, t), width: '112px' },
];

/** 收到的问卷. */
export default function MyQuestionnaires() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/my-questionnaires`;
  return (
    <div className="lt-page">
      <PageHeader title={t('questionnaire.mineTitle')} lead={t('questionnaire.mineLead')} />
      <AssessmentTabs of="unit" />
      <DataTable
        name="my-questionnaires"
        caption={t('questionnaire.mineTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.dispatchId}`}
        empty={<Empty icon="list" title={t('questionnaire.mineEmpty')} text={t('questionnaire.mineEmptyText')} />}
      />
    </div>
  );
}

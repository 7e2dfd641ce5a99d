import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { SelfCheckRowView } from '@/server/domain/inspection/self-check';
import { CHECKLIST_FOR } from '@/server/domain/inspection/vocabulary';

const STATES = ['asked', 'draft', 'submitted'] as const;
const KIND: Record<(typeof STATES)[number], StatusKind> = { asked: 'attention', draft: 'live', submitted: 'done' };

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('checklist.selfChecks') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const call = context.api
    .workspace(params.slug ?? '')
    .selfCheck.list({ ...pageOfParams(search), state: oneOf(STATES, search.get('state')) });
  return loadOrThrow({ request, context }, call);
};

const columnsOf = (t: Translate, base: string): Column<SelfCheckRowView>[] => [
  {
    key: 'title',
    title: t('checklist.selfTitle'),
    render: (row) => (row.id ? <Link to={`${base}/${row.id}`}>{row.title}</Link> : row.title),
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('checklist.state'),
    render: (row) => <Status kind={KIND[row.state]}>{t(`checklist.selfState_${row.state}`)}</Status>,
    width: '104px',
  },
  { key: 'asker', title: t('checklist.asker'), render: (row) => row.askerName ?? '—', width: '160px' },
  {
    key: 'due',
    title: t('checklist.dueOn'),
    render: (row) => (row.state === 'submitted' ? (row.dueOn ?? '—') : <DeadlineText dueOn={row.dueOn} withDate />),
    width: '168px',
  },
  {
    key: 'progress',
    title: t('checklist.progress'),
    render: (row) => t('checklist.answeredOf', { n: row.answered, all: row.items }),
    width: '136px',
  },
];

export default function SelfChecks() {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { rows, page } = useLoaderData<typeof loader>();
  const { tenant } = useWorkspace();
  const { act, busy } = useAct();
  const base = `/w/${tenant.slug}/self-checks`;
  const enter = (call: (options: { context: { idempotencyKey: string } }) => Promise<{ id: string }>) =>
    void act(async () => {
      const { id } = await call({ context: { idempotencyKey: newIdempotencyKey() } });
      void navigate(`${base}/${id}`);
    });
  const startOwn = () =>
    enter((options) =>
      client.selfCheck.start.mutate({ templateCode: CHECKLIST_FOR[tenant.kind] ?? 'checklist_organ' }, options),
    );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('checklist.selfChecks')}
        lead={t('checklist.selfChecksLead')}
        actions={
          <Button icon="plus" busy={busy} onClick={startOwn}>
            {t('checklist.startOwn')}
          </Button>
        }
      />
      <SectionTabs of="underInspection" />
      <DataTable
        name="self-checks"
        caption={t('checklist.selfChecksCaption')}
        columns={columnsOf(t, base)}
        lead={
          <Segments
            name="state"
            label={t('checklist.state')}
            segments={[
              { value: 'all', label: t('common.all') },
              ...STATES.map((state) => ({ value: state, label: t(`checklist.selfState_${state}`) })),
            ]}
          />
        }
        rows={rows}
        page={page}
        rowKey={(row) => row.id ?? row.requestDispatchId ?? row.title}
        rowLabel={(row) => row.title}
        rowActions={(row) => {
          const { id, requestDispatchId } = row;
          return id === null && requestDispatchId !== null ? (
            <Button
              look="text"
              busy={busy}
              onClick={() => enter((options) => client.selfCheck.open.mutate({ requestDispatchId }, options))}
            >
              {t('checklist.openRequest')}
            </Button>
          ) : null;
        }}
        empty={<Empty icon="todo" title={t('checklist.selfEmpty')} text={t('checklist.selfEmptyText')} />}
      />
    </div>
  );
}

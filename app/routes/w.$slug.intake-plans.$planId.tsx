import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PLAN_STATUS, PROGRESS_STATUS } from '@/app/features/disposition/disposition-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanDetail, PlanUnitView } from '@/server/domain/disposition/intake';

export const handle: ScreenHandle<PlanDetail> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.plansTitle'), to: `/w/${params.slug}/intake-plans` },
    { label: data?.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<PlanDetail> => {
  const { slug = '', planId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).disposition.planById({ planId }));
};

const columnsOf = (t: Translate): Column<PlanUnitView>[] => [
  { key: 'unit', title: t('disposition.sender'), render: (row) => row.unitName, width: '220px', onPhone: 'title' },
  { key: 'scope', title: t('disposition.scope'), render: (row) => row.scope, truncate: true },
  { key: 'years', title: t('disposition.years'), render: (row) => `${row.yearFrom}–${row.yearTo}`, width: '104px' },
  { key: 'dueOn', title: t('disposition.dueOn'), render: (row) => row.dueOn, width: '112px' },
  {
    key: 'progress',
    title: t('disposition.progress'),
    render: (row) => <Status kind={PROGRESS_STATUS[row.progress]}>{t(`disposition.progress_${row.progress}`)}</Status>,
    width: '128px',
  },
  {
    key: 'announced',
    title: t('disposition.announced'),
    render: (row) => (row.announcedItems === null ? '' : formatNumber(row.announcedItems)),
    numeric: true,
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'delivered',
    title: t('disposition.delivered'),
    render: (row) => formatNumber(row.deliveredItems),
    numeric: true,
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'accepted',
    title: t('disposition.accepted'),
    render: (row) => [row.acceptedVolumes, row.acceptedPieces, row.acceptedBoxes].map(formatNumber).join(' / '),
    numeric: true,
    width: '170px',
  },
];

export default function Plan() {
  const t = useText();
  const toast = useToast();
  const plan = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const mayPlan = useCan('disposition.receive');
  const [asking, setAsking] = useState(false);
  const isDraft = plan.state === 'draft';
  const go = async () => {
    if (isDraft) {
      const options = { context: { idempotencyKey: newIdempotencyKey() } };
      const { units } = await client.disposition.issuePlan.mutate({ planId: plan.id }, options);
      toast({ text: t('disposition.issued', { n: units }) });
    } else {
      await client.disposition.closePlan.mutate({ planId: plan.id });
      toast({ text: t('disposition.closed') });
    }
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={plan.title}
        lead={
          <>
            <Status kind={PLAN_STATUS[plan.state]}>{t(`disposition.plan_${plan.state}`)}</Status>
            {`${t('common.comma')}${t('disposition.finishedOf', { done: plan.finishedCount, all: plan.unitCount })}`}
          </>
        }
        actions={
          mayPlan && plan.state !== 'closed' ? (
            <Button
              look={isDraft ? 'primary' : 'plain'}
              icon={isDraft ? 'send' : undefined}
              onClick={() => setAsking(true)}
            >
              {isDraft ? t('disposition.issue') : t('disposition.close')}
            </Button>
          ) : undefined
        }
      />
      <p className="lt-note">{plan.requirement}</p>
      <DataTable
        name="plan-units"
        caption={t('disposition.planUnitsCaption')}
        columns={columnsOf(t)}
        rows={plan.units}
        page={{ nextCursor: null, previousCursor: null, total: plan.units.length }}
        rowKey={(row) => String(row.unitTenantId)}
        rowLabel={(row) => row.unitName}
        empty={<Empty icon="building" title={t('disposition.plansEmpty')} />}
      />
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={isDraft ? t('disposition.issue') : t('disposition.close')}
        effect={isDraft ? t('disposition.issueEffect', { n: plan.unitCount }) : t('disposition.closeEffect')}
        act={isDraft ? t('disposition.issue') : t('disposition.close')}
        onConfirm={go}
      />
    </div>
  );
}

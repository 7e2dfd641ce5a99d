import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { PLAN_STATUS } from '@/app/features/disposition/disposition-labels';
import { PlanForm } from '@/app/features/disposition/plan-form';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { PlanView } from '@/server/domain/disposition/plan';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.plansTitle') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  const mayPlan = permissions.includes('disposition.receive');
  const partners = mayPlan ? await loadOrThrow(asked, api.disposition.transferors()) : [];
  const units = partners.map(({ tenantId, slug, name, kind }) => ({ tenantId, slug, name, kind })) as KnownUnitView[];
  const list = await loadOrThrow(asked, api.disposition.plans(pageOfParams(new URL(request.url).searchParams)));
  return { ...list, units, mayPlan };
};

const columnsOf = (t: Translate, slug: string): Column<PlanView>[] => [
  { key: 'title', title: t('disposition.planTitle'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  { key: 'year', title: t('disposition.year'), render: (row) => String(row.year), width: '72px' },
  {
    key: 'progress',
    title: t('disposition.progress'),
    render: (row) => {
      const text = t('disposition.finishedOf', { done: row.finishedCount, all: row.unitCount });
      return row.finishedCount === 0 ? (
        text
      ) : (
        <Link to={`/w/${slug}/intake-plans/${row.id}?progress=accepted`}>{text}</Link>
      );
    },
    width: '140px',
  },
  { key: 'issuedOn', title: t('disposition.issue'), render: (row) => row.issuedOn, width: '112px', onPhone: 'hide' },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => <Status kind={PLAN_STATUS[row.state]}>{t(`disposition.plan_${row.state}`)}</Status>,
    width: '104px',
  },
];

export default function Plans() {
  const t = useText();
  const { rows, page, units, mayPlan } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [making, setMaking] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.plansTitle')}
        lead={t('disposition.plansLead')}
        actions={
          mayPlan ? (
            <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
              {t('disposition.newPlan')}
            </Button>
          ) : undefined
        }
      />
      <AreaTabs />
      <DataTable
        name="intake-plans"
        caption={t('disposition.plansCaption')}
        columns={columnsOf(t, slug)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `/w/${slug}/intake-plans/${row.id}`}
        empty={<Empty icon="calendar" title={t('disposition.plansEmpty')} text={t('disposition.plansEmptyText')} />}
      />
      <PlanForm open={making} onClose={() => setMaking(false)} units={units} />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { levelName } from '@/app/features/assessment/assessment-labels';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { NewProjectDrawer } from '@/app/features/assessment/creation-drawers';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ProjectRowView } from '@/server/domain/assessment/creation';
import { progressOf } from '@/server/domain/assessment/creation-words';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('creation.mineTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').creation.list(page));
};

const columnsOf = (t: Translate, locale: Locale, base: string, today: string): Column<ProjectRowView>[] => [
  {
    key: 'title',
    title: t('creation.project'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  {
    key: 'level',
    title: t('creation.level'),
    render: (row) => `${t(`rating.kind_${row.ratingKind}`)} ${levelName(row.ratingKind, row.level, locale)}`,
    width: '200px',
  },
  { key: 'target', title: t('creation.targetOn'), render: (row) => row.targetOn, width: '112px' },
  {
    key: 'progress',
    title: t('creation.progress'),
    render: (row) => {
      const { done, late, all } = progressOf(row.steps, today);
      if (row.state === 'stopped') return <Status kind="none">{t('creation.state_stopped')}</Status>;
      return (
        <Status kind={done === all ? 'done' : late > 0 ? 'overdue' : 'live'}>
          {late > 0 ? t('creation.progressLate', { done, all, late }) : t('creation.progressOf', { done, all })}
        </Status>
      );
    },
    width: '176px',
  },
  {
    key: 'reported',
    title: t('creation.reportedAt'),
    render: (row) => (row.reportedAt ? formatIsoDate(row.reportedAt) : '—'),
    width: '112px',
  },
];

/** 本单位的创建工作. */
export default function MyCreations() {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const navigate = useNavigate();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/my-creations`;
  const [adding, setAdding] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('creation.mineTitle')}
        lead={t('creation.mineLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
            {t('creation.new')}
          </Button>
        }
      />
      <AssessmentTabs of="unit" />
      <DataTable
        name="my-creations"
        caption={t('creation.mineTitle')}
        columns={columnsOf(t, locale, base, today)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        empty={<Empty icon="flag" title={t('creation.mineEmpty')} text={t('creation.mineEmptyText')} />}
      />
      {adding ? (
        <NewProjectDrawer
          today={today}
          onClose={() => setAdding(false)}
          onDone={(projectId) => void navigate(`${base}/${projectId}`)}
        />
      ) : null}
    </div>
  );
}

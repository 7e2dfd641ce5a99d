import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { CHECK_STATUS, scopeName } from '@/app/features/archive/check-labels';
import { StartCheckDrawer } from '@/app/features/archive/start-check-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { CheckRunView } from '@/server/domain/archive/check-run';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('check.title'), to: `/w/${params.slug}/checks` },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').archive;
  const [runs, fonds] = await Promise.all([
    loadOrThrow(asked, api.checks(pageOfParams(search))),
    loadOrThrow(asked, api.fonds()),
  ]);
  return { runs, fonds };
};

const changeOf = (run: CheckRunView, t: Translate): string => {
  if (run.state !== 'done') {
    return '—';
  }
  return run.newCount === null
    ? t('check.changeFirst')
    : t('check.change', { fresh: run.newCount, still: run.stillCount ?? 0, gone: run.goneCount ?? 0 });
};

const numberOf = (run: CheckRunView, count: number): string => (run.state === 'done' ? formatNumber(count) : '—');

const columnsOf = (t: Translate, base: string): Column<CheckRunView>[] => [
  {
    key: 'at',
    title: t('check.runAt'),
    render: (run) => <Link to={`${base}/${run.id}`}>{formatIsoDateTime(run.createdAt)}</Link>,
    width: '152px',
    onPhone: 'title',
  },
  { key: 'scope', title: t('check.runScope'), render: (run) => scopeName(run.scope, t) },
  {
    key: 'state',
    title: t('check.runState'),
    render: (run) => <Status kind={CHECK_STATUS[run.state]}>{t(`check.state_${run.state}`)}</Status>,
    width: '112px',
  },
  { key: 'items', title: t('check.runItems'), render: (run) => numberOf(run, run.itemCount), numeric: true },
  { key: 'errors', title: t('check.runErrors'), render: (run) => numberOf(run, run.errorCount), numeric: true },
  { key: 'warnings', title: t('check.runWarnings'), render: (run) => numberOf(run, run.warningCount), numeric: true },
  { key: 'change', title: t('check.runChange'), render: (run) => changeOf(run, t) },
  { key: 'by', title: t('check.runBy'), render: (run) => run.askedByName, hiddenAtFirst: true },
];

export default function Checks() {
  const t = useText();
  const today = useToday();
  const { runs, fonds } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const [starting, setStarting] = useState(params.get('new') === '1');
  const base = `/w/${useWorkspace().tenant.slug}/checks`;
  const start = useCan('archive.write') ? (
    <Button look="primary" icon="check" onClick={() => setStarting(true)}>
      {t('check.start')}
    </Button>
  ) : null;
  return (
    <div className="lt-page">
      <PageHeader title={t('check.title')} lead={t('check.lead')} actions={start} />
      <DataTable
        name="checks"
        caption={t('check.runsCaption')}
        columns={columnsOf(t, base)}
        rows={runs.rows}
        page={runs.page}
        rowKey={(run) => run.id}
        rowLabel={(run) => formatIsoDateTime(run.createdAt)}
        rowTo={(run) => `${base}/${run.id}`}
        empty={<Empty icon="check" title={t('check.emptyTitle')} text={t('check.emptyText')} />}
      />
      <StartCheckDrawer
        open={starting}
        onClose={() => setStarting(false)}
        today={today}
        fonds={fonds}
        year={yearOfParam(params.get('year'))}
      />
    </div>
  );
}

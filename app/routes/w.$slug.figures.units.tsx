import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { ReceivedTabs } from '@/app/features/figure/received-tabs';
import { AcceptConfirm, CallDrawer, HandOnConfirm, ReturnDrawer } from '@/app/features/figure/reporting-drawers';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ReportingState, UnitReportingView } from '@/server/domain/figure/reporting';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('figure.reportingTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').figure.reporting({ year }));
};

const KINDS: Record<ReportingState, StatusKind> = {
  not_released: 'none',
  released: 'live',
  returned: 'attention',
  accepted: 'done',
};

const columnsOf = (t: Translate, to: (unit: UnitReportingView) => string): Column<UnitReportingView>[] => [
  {
    key: 'name',
    title: t('figure.unitName'),
    render: (unit) => (unit.released > 0 ? <Link to={to(unit)}>{unit.name}</Link> : unit.name),
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('figure.state'),
    render: (unit) => (
      <>
        <Status kind={KINDS[unit.state]}>{t(`figure.state_${unit.state}`)}</Status>
        {unit.isLate ? <Status kind="overdue">{t('figure.late')}</Status> : null}
      </>
    ),
    width: '180px',
  },
  {
    key: 'released',
    title: t('figure.releasedFigures'),
    render: (unit) => `${unit.released} / ${unit.owed}`,
    numeric: true,
    width: '120px',
  },
  { key: 'dueOn', title: t('figure.dueOn'), render: (unit) => unit.dueOn ?? '—', width: '132px' },
  {
    key: 'releasedAt',
    title: t('figure.releasedAt'),
    render: (unit) => (unit.releasedAt ? dayOf(unit.releasedAt) : '—'),
    width: '132px',
  },
  {
    key: 'firstReleasedAt',
    title: t('figure.firstReleased'),
    render: (unit) => (unit.firstReleasedAt ? dayOf(unit.firstReleasedAt) : '—'),
    width: '132px',
    hiddenAtFirst: true,
  },
  { key: 'reason', title: t('figure.giveBackReason'), render: (unit) => unit.reason ?? '—', truncate: true },
];

type Act = { kind: 'call'; unit: UnitReportingView | null } | { kind: 'accept' | 'return'; unit: UnitReportingView };

const ActOn = ({ year, count, act, onClose }: { year: number; count: number; act: Act; onClose: () => void }) => {
  if (act.kind === 'call') return <CallDrawer year={year} unit={act.unit} count={count} onClose={onClose} />;
  const Shown = act.kind === 'accept' ? AcceptConfirm : ReturnDrawer;
  return <Shown year={year} unit={act.unit} onClose={onClose} />;
};

const UnitActs = ({ unit, onAct }: { unit: UnitReportingView; onAct: (act: Act) => void }) => {
  const t = useText();
  const waits = unit.state === 'not_released' || unit.state === 'returned';
  const link = (label: string, act: Act) => (
    <button type="button" className="lt-link" onClick={() => onAct(act)}>
      {label}
    </button>
  );
  if (waits) return unit.kind ? link(t('figure.remind'), { kind: 'call', unit }) : null;
  return (
    <>
      {unit.state === 'released' ? link(t('figure.accept'), { kind: 'accept', unit }) : null}
      {link(t('figure.giveBack'), { kind: 'return', unit })}
    </>
  );
};

export default function FiguresOfUnits() {
  const t = useText();
  const { period, units, complete, onTime, called, supervisors, handedOnAt } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const [mayCall, mayRelease] = [useCan('figure.call'), useCan('figure.release')];
  const [act, setAct] = useState<Act | null>(null);
  const [handingOn, setHandingOn] = useState(false);
  const owing = units.filter((unit) => unit.kind !== null).length;
  const words = [
    t('figure.reportingLead', { year: String(period.year), total: owing, complete }),
    ...(called > 0 ? [t('figure.reportingOnTime', { called, onTime })] : []),
    ...(handedOnAt ? [t('figure.handedOnAt', { date: dayOf(handedOnAt) })] : []),
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('figure.reportingTitle')}
        lead={words.join(' ')}
        actions={
          <>
            <YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />
            {mayRelease && supervisors.length > 0 && complete > 0 ? (
              <Button icon="send" onClick={() => setHandingOn(true)}>
                {t('figure.handOn')}
              </Button>
            ) : null}
            {mayCall && owing > 0 ? (
              <Button look="primary" icon="bell" onClick={() => setAct({ kind: 'call', unit: null })}>
                {t('figure.callAll')}
              </Button>
            ) : null}
          </>
        }
      />
      <ReceivedTabs year={period.year} />
      <DataTable
        name="figure-reporting"
        caption={t('figure.reportingCaption', { year: String(period.year) })}
        tools={
          <a className="lt-btn" href={downloadPath(slug, 'figure.downloadReporting', { year: period.year })} download>
            <Icon name="download" />
            <span>{t('figure.exportReporting')}</span>
          </a>
        }
        columns={columnsOf(t, (unit) => `/w/${slug}/figures/units/${unit.tenantId}?year=${period.year}`)}
        rows={units}
        page={{ nextCursor: null, previousCursor: null, total: units.length }}
        rowKey={(unit) => String(unit.tenantId)}
        rowLabel={(unit) => unit.name}
        rowActions={mayCall ? (unit) => <UnitActs unit={unit} onAct={setAct} /> : undefined}
        empty={<Empty icon="building" title={t('figure.reportingEmpty')} text={t('figure.reportingEmptyText')} />}
      />
      {act ? <ActOn year={period.year} count={owing} act={act} onClose={() => setAct(null)} /> : null}
      {handingOn ? (
        <HandOnConfirm year={period.year} to={supervisors.join(t('common.list'))} onClose={() => setHandingOn(false)} />
      ) : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { FormTables } from '@/app/features/statistics/form-tables';
import { AcceptConfirm, CallDrawer, SendBackDrawer } from '@/app/features/statistics/review-drawers';
import { amountText, languageOf, problemText, STATE_KINDS } from '@/app/features/statistics/statistics-words';
import { HandOnConfirm } from '@/app/features/statistics/submit-confirm';
import { UnitReturnDialog } from '@/app/features/statistics/unit-return-dialog';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { cellName } from '@/server/domain/statistics/form';
import type { ConsolidatedView, ReceivedReturnView, UnitReturnView } from '@/server/domain/statistics/statistics';

export const handle: ScreenHandle<ConsolidatedView> = {
  crumbs: ({ data, params }, t) => [
    {
      label: t('statistics.receivedTitle'),
      to: `/w/${params.slug}/reports/statistics/received${data ? `?year=${data.year}` : ''}`,
    },
    { label: data ? data.form.name.zh : '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  const { statistics } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, statistics.received({ year, formKey: params.formKey ?? '' }));
};

const columnsOf = (t: Translate): Column<UnitReturnView>[] => [
  {
    key: 'name',
    title: t('statistics.unitName'),
    render: (unit) => (unit.basis === 'rolled_up' ? `${unit.name} · ${t('statistics.rolledUp')}` : unit.name),
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('statistics.state'),
    render: (unit) => (
      <>
        <Status kind={STATE_KINDS[unit.state]}>{t(`statistics.state_${unit.state}`)}</Status>
        {unit.isLate ? <Status kind="overdue">{t('statistics.late')}</Status> : null}
      </>
    ),
    width: '180px',
  },
  { key: 'dueOn', title: t('statistics.dueOn'), render: (unit) => unit.dueOn ?? '—', width: '132px' },
  {
    key: 'submittedAt',
    title: t('statistics.submittedAt'),
    render: (unit) => (unit.submittedAt ? dayOf(unit.submittedAt) : '—'),
    width: '132px',
  },
  {
    key: 'problems',
    title: t('statistics.problems'),
    render: (unit) => String(unit.problems),
    numeric: true,
    width: '112px',
  },
  { key: 'reason', title: t('statistics.reason'), render: (unit) => unit.reason ?? '—', truncate: true },
];

type Act = { kind: 'call'; unit: UnitReturnView | null } | { kind: 'accept' | 'return'; unit: UnitReturnView };

interface UnitActsProps {
  unit: UnitReturnView;
  mayCall: boolean;
  onAct: (act: Act) => void;
  onShow: () => void;
}

const UnitActs = ({ unit, mayCall, onAct, onShow }: UnitActsProps) => {
  const t = useText();
  const link = (label: string, press: () => void) => (
    <button type="button" className="lt-link" onClick={press}>
      {label}
    </button>
  );
  const isWaiting = unit.state === 'not_released' || unit.state === 'returned';
  return (
    <>
      {unit.submittedAt ? link(t('statistics.show'), onShow) : null}
      {mayCall && isWaiting && unit.kind ? link(t('statistics.remind'), () => onAct({ kind: 'call', unit })) : null}
      {mayCall && unit.state === 'released'
        ? link(t('statistics.accept'), () => onAct({ kind: 'accept', unit }))
        : null}
      {mayCall && !isWaiting ? link(t('statistics.sendBack'), () => onAct({ kind: 'return', unit })) : null}
    </>
  );
};

/** What does not balance in the sum, and whose value is unlike the others'. */
const Doubts = ({ view }: { view: ConsolidatedView }) => {
  const t = useText();
  const locale = useLocale();
  const language = languageOf(locale);
  if (view.problems.length + view.outliers.length === 0) return <p className="lt-2">{t('statistics.problemsNone')}</p>;
  return (
    <ul className="lt-statistics-problems">
      {view.problems.map((problem) => (
        <li key={problem.key}>
          <Status kind="attention">{problemText(view.form, problem, t, locale)}</Status>
        </li>
      ))}
      {view.outliers.map(({ ref, unitName, value, median }) => (
        <li key={`${ref} ${unitName}`}>
          <Status kind="attention">
            {t('statistics.outlier', {
              unit: unitName,
              name: cellName(view.form, ref, language),
              value: amountText(value),
              median: amountText(median),
            })}
          </Status>
        </li>
      ))}
    </ul>
  );
};

/** 汇总 of one form: units above, the sum below. */
export default function ConsolidatedReturn() {
  const t = useText();
  const language = languageOf(useLocale());
  const view = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const today = useToday();
  const { act: run } = useAct();
  const [mayCall, mayRelease] = [useCan('figure.call'), useCan('figure.release')];
  const [act, setAct] = useState<Act | null>(null);
  const [shown, setShown] = useState<ReceivedReturnView | null>(null);
  const [handingOn, setHandingOn] = useState(false);
  const { form, year, units, cells, missing, supervisors, handedOnAt } = view;
  const name = form.name[language];
  const key = { year, formKey: form.key };
  const byRef = new Map(cells.map((cell) => [cell.ref, cell]));
  const isNational = form.key.startsWith('DJ');
  const words = [
    t('statistics.sumLead', { year: String(year), n: units.length - missing.length, total: units.length }),
    ...(missing.length > 0 ? [t('statistics.missing', { names: missing.join(t('common.list')) })] : []),
    ...(handedOnAt ? [t('statistics.handedOnAt', { date: dayOf(handedOnAt) })] : []),
  ];
  const show = ({ tenantId: unitTenantId, basis }: UnitReturnView) =>
    void run(async () => setShown(await client.statistics.receivedReturn.query({ ...key, unitTenantId, basis })));
  const close = () => setAct(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={name}
        lead={words.join(' ')}
        actions={
          <>
            <YearSwitch year={year} thisYear={Number(today.slice(0, 4))} />
            <a className="lt-btn" href={downloadPath(slug, 'statistics.downloadReceived', key)} download>
              <Icon name="download" />
              <span>{t('statistics.downloadExcel')}</span>
            </a>
            {mayRelease && isNational && supervisors.length > 0 && missing.length < units.length ? (
              <Button icon="send" onClick={() => setHandingOn(true)}>
                {t('statistics.handOn')}
              </Button>
            ) : null}
            {mayCall ? (
              <Button look="primary" icon="bell" onClick={() => setAct({ kind: 'call', unit: null })}>
                {t('statistics.callAll')}
              </Button>
            ) : null}
          </>
        }
      />
      <DataTable
        name="statistics-units"
        caption={t('statistics.unitsCaption', { name })}
        columns={columnsOf(t)}
        rows={units}
        page={{ nextCursor: null, previousCursor: null, total: units.length }}
        rowKey={(unit) => `${unit.tenantId} ${unit.basis}`}
        rowLabel={(unit) => unit.name}
        rowActions={(unit) => <UnitActs unit={unit} mayCall={mayCall} onAct={setAct} onShow={() => show(unit)} />}
        empty={<Empty icon="file" title={t('statistics.unitsEmpty')} text={t('statistics.unitsEmptyText')} />}
      />
      <section className="lt-section">
        <h2>{t('statistics.problems')}</h2>
        <Doubts view={view} />
      </section>
      <FormTables
        form={form}
        cell={(ref) => {
          const cell = byRef.get(ref);
          if (!cell) return null;
          return (
            <>
              {amountText(cell.value)}
              {cell.lastYear === null ? null : (
                <small className="lt-3 lt-statistics-before">
                  {t('statistics.lastYear', { value: amountText(cell.lastYear) })}
                </small>
              )}
            </>
          );
        }}
      />
      {act?.kind === 'call' ? <CallDrawer {...key} name={name} unit={act.unit} onClose={close} /> : null}
      {act?.kind === 'accept' ? <AcceptConfirm {...key} name={name} unit={act.unit} onClose={close} /> : null}
      {act?.kind === 'return' ? <SendBackDrawer {...key} name={name} unit={act.unit} onClose={close} /> : null}
      {shown ? <UnitReturnDialog of={shown} onClose={() => setShown(null)} /> : null}
      {handingOn ? (
        <HandOnConfirm
          {...key}
          name={name}
          to={supervisors.join(t('common.list'))}
          onClose={() => setHandingOn(false)}
        />
      ) : null}
    </div>
  );
}

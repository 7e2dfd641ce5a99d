import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { scopeWords, VERDICT_KINDS } from '@/app/features/digital/checks/check-words';
import { StartDrawer } from '@/app/features/digital/checks/start-drawer';
import { ExportLink } from '@/app/features/digital/export-link';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import { useFollow } from '@/app/features/digital/use-follow';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { FourPropertyRunView, RecheckView } from '@/server/domain/digital/four-property';
import { phaseName } from '@/server/domain/digital/four-property-words';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('fourProperty.title') },
  ],
};

const YEARS = 30;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const page = { ...pageOfParams(new URL(request.url).searchParams), limit: 20 };
  const api = context.api.workspace(params.slug ?? '');
  const asked = { request, context };
  const [runs, recheck] = await Promise.all([
    loadOrThrow(asked, api.digital.fourPropertyRuns(page)),
    loadOrThrow(asked, api.digital.fourPropertyRecheck({})),
  ]);
  const now = thisYear();
  return { runs, recheck, years: Array.from({ length: YEARS }, (_, back) => String(now - back)) };
};

const Verdict = ({ run }: { run: FourPropertyRunView }) => {
  const t = useText();
  if (run.state !== 'done')
    return <Status kind={run.state === 'failed' ? 'failed' : 'live'}>{t(`fourProperty.state_${run.state}`)}</Status>;
  return run.verdict ? (
    <Status kind={VERDICT_KINDS[run.verdict]}>{t(`fourProperty.verdict_${run.verdict}`)}</Status>
  ) : (
    <Status kind="none">{t('fourProperty.verdictNone')}</Status>
  );
};

const columnsOf = (t: Translate, locale: Locale, base: string): Column<FourPropertyRunView>[] => {
  const count = (key: 'recordCount' | 'failedCount' | 'openCount' | 'changedCount', title: string) => ({
    key,
    title,
    render: (run: FourPropertyRunView) => formatNumber(run[key]),
    numeric: true,
    width: '96px',
  });
  return [
    {
      key: 'at',
      title: t('fourProperty.at'),
      render: (run) => <Link to={`${base}/${run.id}`}>{formatIsoDateTime(run.createdAt)}</Link>,
      width: '152px',
      onPhone: 'title',
    },
    { key: 'phase', title: t('fourProperty.phase'), render: (run) => phaseName(run.phase, locale), width: '144px' },
    { key: 'scope', title: t('fourProperty.scope'), render: (run) => scopeWords(run, t) },
    { key: 'verdict', title: t('fourProperty.verdict'), render: (run) => <Verdict run={run} />, width: '128px' },
    count('recordCount', t('fourProperty.records')),
    count('failedCount', t('fourProperty.failed')),
    count('openCount', t('fourProperty.open')),
    count('changedCount', t('fourProperty.changed')),
    { key: 'by', title: t('fourProperty.by'), render: (run) => run.askedByName, hiddenAtFirst: true },
  ];
};

/** How the clock keeps everything checked; nothing to say where there is nothing to check. */
const Recheck = ({ recheck }: { recheck: RecheckView }) => {
  const t = useText();
  const { records, due, termDays, lastAt } = recheck;
  if (records === 0) return null;
  const n = formatNumber(due > 0 ? due : records);
  return (
    <p className={due > 0 ? 'lt-note lt-note-attention' : 'lt-note lt-note-info'} role="status">
      {t('fourProperty.recheckTerm', { days: termDays })}
      {due > 0 ? t('fourProperty.recheckDue', { n }) : t('fourProperty.recheckFine', { n })}
      {lastAt ? t('fourProperty.recheckLast', { time: formatIsoDateTime(lastAt) }) : null}
    </p>
  );
};

/** 历次四性检测 */
export default function FourPropertyRuns() {
  const t = useText();
  const locale = useLocale();
  const { runs, recheck, years } = useLoaderData<typeof loader>();
  const [starting, setStarting] = useState(false);
  const base = `/w/${useWorkspace().tenant.slug}/digital/checks`;
  useFollow(runs.rows.some((run) => run.state === 'owed' || run.state === 'running'));
  const start = useCan('digital.write') ? (
    <Button look="primary" icon="check" onClick={() => setStarting(true)}>
      {t('fourProperty.start')}
    </Button>
  ) : undefined;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('fourProperty.title')}
        lead={t('fourProperty.lead')}
        actions={
          <>
            {runs.rows.length > 0 ? <ExportLink procedure="digital.downloadFourPropertyRuns" /> : null}
            {start}
          </>
        }
      />
      <DigitalViews />
      <Recheck recheck={recheck} />
      <DataTable
        name="four-property-runs"
        caption={t('fourProperty.runs')}
        columns={columnsOf(t, locale, base)}
        rows={runs.rows}
        page={runs.page}
        rowKey={(run) => run.id}
        rowLabel={(run) => formatIsoDateTime(run.createdAt)}
        rowTo={(run) => `${base}/${run.id}`}
        empty={<Empty icon="check" title={t('fourProperty.none')} text={t('fourProperty.noneText')} />}
      />
      <StartDrawer open={starting} onClose={() => setStarting(false)} years={years} />
    </div>
  );
}

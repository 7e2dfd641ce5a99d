import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { type Categories, categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import { useFollow } from '@/app/features/digital/use-follow';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatBytes, formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CoverageRow, FixityOverview } from '@/server/domain/digital/fixity';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('fixity.title') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').fixity.overview());

const shareOf = ({ files, verified }: Pick<CoverageRow, 'files' | 'verified'>): string =>
  files === 0 ? '—' : `${Math.floor((verified / files) * 1_000) / 10}%`;

const columnsOf = (t: Translate, categories: Categories): Column<CoverageRow>[] => {
  const count = (key: 'files' | 'verified' | 'waiting'): Column<CoverageRow> => ({
    key,
    title: t(`fixity.${key}`),
    render: (row) => formatNumber(row[key]),
    numeric: true,
  });
  const bad = (key: 'overdue' | 'faults', kind: 'overdue' | 'failed'): Column<CoverageRow> => ({
    key,
    title: t(`fixity.${key}`),
    render: (row) => (row[key] > 0 ? <Status kind={kind}>{formatNumber(row[key])}</Status> : '0'),
    numeric: true,
  });
  return [
    { key: 'year', title: t('fixity.year'), render: (row) => row.filingYear, width: '80px', onPhone: 'title' },
    { key: 'category', title: t('fixity.category'), render: (row) => categoryName(row.categoryCode, categories) },
    count('files'),
    count('verified'),
    { key: 'share', title: t('fixity.share'), render: shareOf, numeric: true },
    count('waiting'),
    bad('overdue', 'overdue'),
    bad('faults', 'failed'),
  ];
};

/** Not run is told as loudly as failed. */
const Warnings = ({ overview, base }: { overview: FixityOverview; base: string }) => {
  const t = useText();
  const { total, openIncidents, lastSweep } = overview;
  const notes = [
    total.overdue > 0 ? t('fixity.overdueNote', { n: formatNumber(total.overdue) }) : null,
    lastSweep?.isFailed ? t('fixity.failedNote') : null,
  ].filter((note) => note !== null);
  return (
    <>
      {notes.map((note) => (
        <p className="lt-note lt-note-failed" role="alert" key={note}>
          {note}
        </p>
      ))}
      {openIncidents > 0 ? (
        <p className="lt-note lt-note-failed" role="alert">
          {t('fixity.faultNote', { n: formatNumber(openIncidents) })}{' '}
          <Link to={`${base}/incidents?state=unsettled`}>{t('fixity.faultNoteLink')}</Link>
        </p>
      ) : null}
      {total.files > 0 && !lastSweep ? <p className="lt-note lt-note-attention">{t('fixity.neverNote')}</p> : null}
    </>
  );
};

const LastSweep = ({ overview }: { overview: FixityOverview }) => {
  const t = useText();
  const { lastSweep: sweep, hasSecondCopy, isSecondCopyThere } = overview;
  const copy = !hasSecondCopy ? 'secondCopyNone' : isSecondCopyThere ? 'secondCopyThere' : 'secondCopyAway';
  const state = sweep?.isFailed ? 'failed' : sweep?.state;
  const result = sweep && {
    files: formatNumber(sweep.fileCount),
    bytes: formatBytes(sweep.byteCount),
    faults: formatNumber(sweep.faultCount),
  };
  return (
    <FactList
      isWide
      facts={[
        [t('fixity.last'), sweep ? formatIsoDateTime(sweep.finishedAt ?? sweep.createdAt) : t('fixity.lastNone')],
        [
          t('fixity.state'),
          state ? (
            <Status key="state" kind={state === 'done' ? 'done' : state === 'failed' ? 'failed' : 'live'}>
              {t(`fixity.sweep_${state}`)}
            </Status>
          ) : null,
        ],
        [t('fixity.lastResult'), result ? t('fixity.lastResultText', result) : null],
        [t('fixity.algorithms'), sweep ? t(sweep.withSm3 ? 'fixity.algorithmsBoth' : 'fixity.algorithmsSha') : null],
        [t('fixity.lastBy'), sweep?.askedByName ?? null],
        [t('fixity.secondCopy'), t(`fixity.${copy}`)],
      ]}
    />
  );
};

export default function Fixity() {
  const t = useText();
  const categories = useCategories();
  const client = useWorkspaceClient();
  const overview = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/digital`;
  const { act, busy } = useAct();
  const { total, lastSweep } = overview;
  const isWorking = lastSweep !== null && lastSweep.state !== 'done' && !lastSweep.isFailed;
  useFollow(isWorking);
  const start =
    useCan('digital.write') && total.files > 0 ? (
      <Button
        look="primary"
        icon="shield"
        busy={busy}
        disabled={isWorking}
        onClick={() => void act(() => client.fixity.startSweep.mutate({}), { done: t('fixity.started') })}
      >
        {t('fixity.start')}
      </Button>
    ) : null;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('fixity.title')}
        lead={t('fixity.lead')}
        actions={
          <>
            <ButtonLink icon="flag" to={`${base}/incidents`}>
              {t('fixity.incidents')}
            </ButtonLink>
            {start}
          </>
        }
      />
      <DigitalViews />
      <Warnings overview={overview} base={base} />
      <FigureRow
        label={t('fixity.figures')}
        figures={(['files', 'verified', 'waiting', 'overdue', 'faults'] as const).map((key) => ({
          key,
          label: t(`fixity.${key}`),
          value: formatNumber(total[key]),
        }))}
      />
      <LastSweep overview={overview} />
      <DataTable
        name="fixity"
        caption={t('fixity.caption')}
        columns={columnsOf(t, categories)}
        rows={overview.rows}
        page={{ nextCursor: null, previousCursor: null, total: null }}
        rowKey={(row) => `${row.filingYear}-${row.categoryCode}`}
        rowLabel={(row) => `${row.filingYear} ${categoryName(row.categoryCode, categories)}`}
        empty={<Empty icon="shield" title={t('fixity.none')} text={t('fixity.noneText')} />}
      />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { useCategories } from '@/app/features/archive/use-categories';
import { wholePage } from '@/app/features/filing/filing-labels';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import { GAP_STANDINGS, gapColumns } from '@/app/features/filing/gap-columns';
import { YearSwitch } from '@/app/features/filing/plan-columns';
import { AddLineDrawer } from '@/app/features/filing/plan-drawers';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { GapView } from '@/server/domain/filing/filing-gaps';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('filing.title'), to: `/w/${params.slug}/filing` },
    { label: t('filing.gapsTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { workspace, filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const load = async () => {
    const { permissions } = await workspace.current();
    // The year that is being collected is the one that has ended.
    const year = yearOfParam(search.get('year')) ?? new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
    return {
      gaps: await filing.gaps({ year, standing: oneOf(GAP_STANDINGS, search.get('standing')) }),
      departments: permissions.includes('filing.handIn') ? await filing.departments() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

type Layer = { kind: 'plan' | 'answer'; row: GapView } | null;

const RowActions = ({ row, year, open }: { row: GapView; year: number; open: (layer: Layer) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  if (row.standing === 'filed') return null;
  if (row.standing === 'notFormed') {
    return (
      <button
        type="button"
        className="lt-link"
        disabled={busy}
        onClick={() =>
          void act(() => client.filing.withdrawGapAnswer.mutate({ year, ruleCode: row.code }), {
            done: t('filing.gapWithdrawn'),
          })
        }
      >
        {t('filing.gapWithdraw')}
      </button>
    );
  }
  return (
    <>
      {row.planned.length === 0 ? (
        <button type="button" className="lt-link" onClick={() => open({ kind: 'plan', row })}>
          {t('filing.gapPlan')}
        </button>
      ) : null}
      <button type="button" className="lt-link" onClick={() => open({ kind: 'answer', row })}>
        {t('filing.gapAnswer')}
      </button>
    </>
  );
};

const Standing = () => {
  const t = useText();
  const { gaps } = useLoaderData<typeof loader>();
  const { schedule, counts } = gaps;
  if (!schedule) return null;
  const done = counts.filed + counts.notFormed;
  return (
    <p className={`lt-note ${counts.missing > 0 ? 'lt-note-attention' : 'lt-note-info'}`}>
      {counts.missing > 0
        ? t('filing.gapsMissing', { n: counts.missing, done, all: schedule.ruleCount })
        : t('filing.gapsNone', { done, all: schedule.ruleCount })}
    </p>
  );
};

const NoSchedule = () => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <Empty
      icon="list"
      title={t('filing.gapsNoSchedule')}
      text={t('filing.gapsNoScheduleText')}
      action={
        <ButtonLink look="primary" to={`/w/${slug}/filing/schedules`}>
          {t('filing.tab_schedules')}
        </ButtonLink>
      }
    />
  );
};

export default function FilingGaps() {
  const t = useText();
  const toast = useToast();
  const categories = useCategories();
  const { gaps, departments } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const canManage = useCan('filing.manage');
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const { year, counts, rows } = gaps;
  const standing = oneOf(GAP_STANDINGS, params.get('standing'));
  const segments = [
    { value: '', label: t('common.all'), count: gaps.schedule?.ruleCount ?? 0 },
    ...GAP_STANDINGS.map((value) => ({ value, label: t(`filing.gap_${value}`), count: counts[value] })),
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.gapsTitle')}
        lead={
          gaps.schedule
            ? t('filing.gapsLead', {
                n: gaps.schedule.versionNumber,
                number: gaps.schedule.approvalNumber ?? '',
              })
            : undefined
        }
        actions={
          <>
            <YearSwitch plan={gaps} />
            {gaps.schedule ? (
              <a className="lt-btn" href={downloadPath(slug, 'filing.downloadGaps', { year, standing })} download>
                <Icon name="download" />
                <span>{t('filing.exportExcel')}</span>
              </a>
            ) : null}
          </>
        }
      />
      <FilingTabs />
      <Standing />
      {gaps.schedule ? (
        <DataTable
          name="filing-gaps"
          caption={t('filing.gapsTitle')}
          lead={<Segments name="standing" label={t('filing.standing')} segments={segments} />}
          columns={gapColumns(t, categories, slug)}
          rows={rows}
          page={wholePage(rows)}
          rowKey={(row) => row.ruleId}
          rowLabel={(row) => `${row.code} ${row.description}`}
          rowActions={canManage ? (row) => <RowActions row={row} year={year} open={setLayer} /> : undefined}
          filters={standing ? [t(`filing.gap_${standing}`)] : []}
          empty={<Empty icon="list" title={t('filing.planEmpty')} />}
        />
      ) : (
        <NoSchedule />
      )}
      {layer?.kind === 'plan' ? (
        <AddLineDrawer
          open
          year={year}
          departments={departments}
          rule={layer.row}
          onClose={close}
          onDone={() => {
            toast({ text: t('filing.lineSaved') });
            revalidate();
          }}
        />
      ) : null}
      {layer?.kind === 'answer' ? (
        <ReasonDrawer
          open
          onClose={close}
          title={t('filing.gapAnswer')}
          effect={t('filing.gapAnswerEffect', { year: String(year), text: layer.row.description })}
          label={t('filing.gapReason')}
          act={t('filing.gapAnswerAct')}
          onSubmit={async (reason) => {
            await client.filing.answerGap.mutate({ year, ruleCode: layer.row.code, reason });
            toast({ text: t('filing.gapAnswered') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}

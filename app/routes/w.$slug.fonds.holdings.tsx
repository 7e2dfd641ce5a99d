import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useCategories } from '@/app/features/archive/use-categories';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { wholePage } from '@/app/features/fonds/fonds-labels';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { holdingsColumns, holdingsName } from '@/app/features/fonds/holdings-columns';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { HOLDING_AXES } from '@/server/domain/fonds/holdings-analysis';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.tabHoldings') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const by = oneOf(HOLDING_AXES, search.get('by')) ?? HOLDING_AXES[0];
  const year = yearOfParam(search.get('year')) ?? thisYear();
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').fonds.holdings({ by, year }));
};

const Priority = ({ year, topicCode, isPriority }: { year: number; topicCode: string; isPriority: boolean }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <button
      type="button"
      className="lt-link"
      disabled={busy}
      onClick={() => void act(() => client.fonds.setPriority.mutate({ year, topicCode, isPriority: !isPriority }))}
    >
      {t(isPriority ? 'fonds.priorityOff' : 'fonds.priorityOn')}
    </button>
  );
};

export default function Holdings() {
  const t = useText();
  const categories = useCategories();
  const today = useToday();
  const { by, year, rows } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canConfigure = useCan('archive.configure');
  return (
    <div className="lt-page">
      <PageHeader
        title={t('fonds.tabHoldings')}
        lead={t('fonds.holdingsLead')}
        actions={<YearSwitch year={year} thisYear={Number(today.slice(0, 4))} />}
      />
      <FondsTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="by"
          label={t('fonds.axes')}
          segments={HOLDING_AXES.map((axis) => ({ value: axis, label: t(`fonds.axis_${axis}`) }))}
        />
      </div>
      <DataTable
        name={`holdings-${by}`}
        caption={t('fonds.tabHoldings')}
        columns={holdingsColumns(by, year, t, categories, slug)}
        rows={rows}
        page={wholePage(rows.length)}
        rowKey={(row) => row.key || '-'}
        rowLabel={(row) => holdingsName(by, row, t, categories)}
        rowActions={
          by === 'topic' && canConfigure
            ? (row) => (row.key ? <Priority year={year} topicCode={row.key} isPriority={row.isPriority} /> : null)
            : undefined
        }
        tools={
          <a className="lt-btn" href={downloadPath(slug, 'fonds.downloadHoldings', { by, year })} download>
            <Icon name="download" />
            <span>{t('fonds.holdingsExport')}</span>
          </a>
        }
        empty={<Empty icon="chart" title={t('fonds.holdingsEmpty')} text={t('fonds.holdingsEmptyText')} />}
      />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { categoryName, withCode } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { WHOLE_PAGE } from '@/app/features/digital/batches/batch-words';
import { RuleDrawer } from '@/app/features/digital/batches/rule-drawer';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan } from '@/app/lib/workspace';
import { PROGRESS_AXES, type ProgressRow } from '@/server/domain/digital/digitisation-progress';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digitisation.title'), to: `/w/${params.slug}/digitisation` },
    { label: t('digitisation.progressTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const axis = oneOf(PROGRESS_AXES, new URL(request.url).searchParams.get('axis')) ?? 'year';
  const api = context.api.workspace(params.slug ?? '').digitisation;
  const [progress, rules] = await Promise.all([
    loadOrThrow(asked, api.progress({ axis })),
    loadOrThrow(asked, api.rules({})),
  ]);
  return { progress, rule: rules.current };
};

/** Of what is owed: records without those left out and those that need no scan. */
const rateOf = (row: ProgressRow): string => {
  const owed = row.total - row.excluded - row.bornDigital;
  return owed <= 0 ? '—' : `${Math.floor((row.done * 1_000) / owed) / 10}%`;
};
const NUMBERS = ['total', 'done', 'running', 'excluded', 'bornDigital', 'frames', 'pages'] as const;

const columnsOf = (t: Translate, title: string, labelOf: (row: ProgressRow) => string): Column<ProgressRow>[] => [
  { key: 'label', title, render: labelOf, onPhone: 'title' },
  ...NUMBERS.map((name) => ({
    key: name,
    title: t(`digitisation.${name}`),
    render: (row: ProgressRow) => formatNumber(row[name]),
    numeric: true,
    width: '104px',
  })),
  { key: 'rate', title: t('digitisation.rate'), render: rateOf, numeric: true, width: '88px' },
];

/** 数字化进度 by year, category, fonds. */
export default function Progress() {
  const t = useText();
  const categories = useCategories();
  const { progress, rule } = useLoaderData<typeof loader>();
  const { axis, rows, sum } = progress;
  const labelOf = (row: ProgressRow) =>
    axis === 'category' ? withCode(row.key, categoryName(row.key, categories)) : row.label;
  const { settings, version, source } = rule;
  const canWrite = useCan('digital.write');
  const [changing, setChanging] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader title={t('digitisation.progressTitle')} lead={t('digitisation.progressLead')} />
      <DigitalViews />
      <FigureRow
        label={t('digitisation.sum')}
        figures={[
          ...NUMBERS.map((name) => ({ key: name, label: t(`digitisation.${name}`), value: formatNumber(sum[name]) })),
          { key: 'rate', label: t('digitisation.rate'), value: rateOf(sum) },
        ]}
      />
      <DataTable
        name="digitisation-progress"
        caption={t('digitisation.progressTitle')}
        columns={columnsOf(t, t(`digitisation.axis_${axis}`), labelOf)}
        rows={rows}
        page={WHOLE_PAGE}
        rowKey={(row) => row.key}
        rowLabel={labelOf}
        lead={
          <Segments
            name="axis"
            label={t('digitisation.axis')}
            segments={PROGRESS_AXES.map((value) => ({ value, label: t(`digitisation.axis_${value}`) }))}
          />
        }
        empty={<Empty icon="scan" title={t('digitisation.progressNone')} text={t('digitisation.progressNoneText')} />}
      />
      <section className="lt-section" aria-labelledby="rules">
        <h2 id="rules">{t('digitisation.rules')}</h2>
        <p>{t('digitisation.rulesNow', { version, source })}</p>
        <p>
          {t('digitisation.ruleText', {
            dpi: settings.minDpi,
            photo: settings.minPhotoDpi,
            skew: settings.maxSkewDegrees,
            sample: settings.sampleRate * 100,
            accept: settings.acceptRate * 100,
          })}
        </p>
        {canWrite ? <Button onClick={() => setChanging(true)}>{t('digitisation.ruleChange')}</Button> : null}
        <RuleDrawer key={version} rule={rule} open={changing} onClose={() => setChanging(false)} />
      </section>
    </div>
  );
}

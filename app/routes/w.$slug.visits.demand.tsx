import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { dayOf, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { DemandView } from '@/server/domain/use/demand';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('use.demandTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { effect } = context.api.workspace(params.slug ?? '');
  const today = dayOf(new Date().toISOString());
  const from = dayOfParam(search.get('from')) ?? `${today.slice(0, 4)}-01-01`;
  const to = dayOfParam(search.get('to')) ?? today;
  return loadOrThrow(asked, effect.demand({ from, to }));
};

interface Row {
  name: string;
  counts: readonly number[];
}

/** One breakdown as a table with a bar for the first number. */
const Breakdown = ({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly Row[] }) => {
  const t = useText();
  const most = Math.max(1, ...rows.map((row) => row.counts[0] ?? 0));
  return (
    <section className="lt-desk-breakdown">
      <table className="lt-desk-table">
        <caption className="lt-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="lt-num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <td colSpan={heads.length + 1}>{t('use.nothingYet')}</td>
            </tr>
          ) : null}
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <span>{row.name}</span>
                <span
                  className="lt-desk-bar"
                  aria-hidden="true"
                  style={{ inlineSize: `${((row.counts[0] ?? 0) * 100) / most}%` }}
                />
              </th>
              {row.counts.map((count, at) => (
                <td key={heads[at]} className="lt-num">
                  {formatNumber(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const breakdownsOf = (view: DemandView, t: Translate, categories: Categories) => {
  const both = [t('use.persons'), t('use.visitsCount')];
  const counts = (row: { persons: number; visits: number }) => [row.persons, row.visits];
  return [
    {
      title: t('use.byMonth'),
      heads: [t('use.persons'), t('use.yearBefore'), t('use.visitsCount')],
      rows: view.byMonth.map((row) => ({ name: row.month, counts: [row.persons, row.before, row.visits] })),
    },
    {
      title: t('use.bySeries'),
      heads: [t('use.times')],
      rows: view.bySeries.map((row) => ({
        name: `${categoryName(row.categoryCode, categories)} ${row.filingYear}`,
        counts: [row.retrievals],
      })),
    },
    {
      title: t('use.visitorKind'),
      heads: both,
      rows: view.byKind.map((row) => ({
        name: row.kind ? t(`use.kind_${row.kind}`) : t('use.notSaid'),
        counts: counts(row),
      })),
    },
    {
      title: t('use.purpose'),
      heads: both,
      rows: view.byPurpose.map((row) => ({ name: t(`use.purpose_${row.purpose}`), counts: counts(row) })),
    },
    {
      title: t('use.ageGroup'),
      heads: both,
      rows: view.byAge.map((row) => ({
        name: row.ageGroup ? t(`use.age_${row.ageGroup}`) : t('use.notSaid'),
        counts: counts(row),
      })),
    },
    {
      title: t('use.channel'),
      heads: both,
      rows: view.byChannel.map((row) => ({ name: t(`use.channel_${row.channel}`), counts: counts(row) })),
    },
  ];
};

/** 利用分析: who comes, what for, when, what is used most. */
export default function Demand() {
  const t = useText();
  const categories = useCategories();
  const view = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const sums = [
    [t('use.persons'), view.persons],
    [t('use.visitsCount'), view.visits],
    [t('use.retrievals'), view.retrievals],
    [t('use.copiesMade'), view.copies],
    [t('use.copiedPages'), view.pages],
    [t('use.inVain'), view.inVain],
  ] as const;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.demandTitle')}
        lead={t('use.demandLead')}
        actions={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'effect.downloadDemand', { from: view.from, to: view.to })}
            download
          >
            <Icon name="download" />
            <span>{t('use.exportDemand')}</span>
          </a>
        }
      />
      <SectionTabs of="desk" />
      <Form method="get" className="lt-desk-period" key={`${view.from}${view.to}`}>
        <label>
          <span>{t('use.from')}</span>
          <input className="lt-input" type="date" name="from" defaultValue={view.from} required />
        </label>
        <label>
          <span>{t('use.to')}</span>
          <input className="lt-input" type="date" name="to" defaultValue={view.to} required />
        </label>
        <button type="submit" className="lt-btn">
          {t('use.show')}
        </button>
      </Form>
      <dl className="lt-desk-sums">
        {sums.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      <div className="lt-desk-breakdowns">
        {breakdownsOf(view, t, categories).map((breakdown) => (
          <Breakdown key={breakdown.title} {...breakdown} />
        ))}
      </div>
    </div>
  );
}

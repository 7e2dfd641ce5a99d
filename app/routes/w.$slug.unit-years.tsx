import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { DistrictTabs } from '@/app/features/district/district-tabs';
import { TrendTable } from '@/app/features/district/trend-table';
import { YearTables } from '@/app/features/district/year-tables';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { SUBJECT_KINDS } from '@/app/features/inspection/campaign-form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { UNIT_TRENDS } from '@/server/domain/inspection/district-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('district.title'), to: `/w/${params.slug}/units` },
    { label: t('district.yearsTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  year: yearOfParam(search.get('year')),
  kind: oneOf(SUBJECT_KINDS, search.get('kind')),
  trend: oneOf(UNIT_TRENDS, search.get('trend')),
  search: search.get('q') || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { district } = context.api.workspace(params.slug ?? '');
  const filter = filterOf(search);
  const load = async () => ({
    comparison: await district.comparison({ year: filter.year, kind: filter.kind }),
    units: await district.trends({ ...filter, ...pageOfParams(search) }),
  });
  return loadOrThrow({ request, context }, load());
};

/** 历年比较: five years beside each other, and which units rose or fell. */
export default function UnitYears() {
  const t = useText();
  const today = useToday();
  const { comparison, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const [first] = comparison.years;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('district.yearsTitle')}
        lead={t('district.yearsLead', { from: String(first?.year ?? ''), to: String(comparison.year) })}
        actions={
          <>
            <YearSwitch year={comparison.year} thisYear={Number(today.slice(0, 4))} />
            <a className="lt-btn" href={downloadPath(slug, 'district.downloadTrends', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('district.export')}</span>
            </a>
          </>
        }
      />
      <DistrictTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="kind"
          label={t('district.kind')}
          segments={[
            { value: '', label: t('district.allKinds') },
            ...SUBJECT_KINDS.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) })),
          ]}
        />
      </div>
      <YearTables comparison={comparison} />
      <TrendTable rows={units.rows} page={units.page} comparison={comparison} base={`/w/${slug}`} />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { ArrangeDrawer } from '@/app/features/district/arrange-drawer';
import { Cartogram, valueText } from '@/app/features/district/cartogram';
import { DistrictTabs } from '@/app/features/district/district-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { CartogramView } from '@/server/domain/inspection/district';
import { MEASURES } from '@/server/domain/inspection/district-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('district.title'), to: `/w/${params.slug}/units` },
    { label: t('district.mapTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { district } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, district.cartogram({ on: dayOfParam(search.get('on')) }));
};

type Line = NonNullable<CartogramView['others']>;

const columnsOf = (t: Translate, toUnits: (slug: string) => string): Column<Line>[] => [
  {
    key: 'name',
    title: t('district.tile'),
    render: (tile) => (
      <Link className="lt-strong" to={toUnits(tile.slug ?? '-')}>
        {tile.name ?? t('district.others')}
      </Link>
    ),
    truncate: true,
    onPhone: 'title',
  },
  { key: 'units', title: t('district.figureUnits'), render: (tile) => formatNumber(tile.units), numeric: true },
  ...MEASURES.map((measure) => ({
    key: measure,
    title: t(`district.measure_${measure}`),
    render: (tile: Line) => valueText(tile.values[measure]),
    numeric: true,
  })),
];

/** 方格示意图: townships where somebody placed them, coloured by one measure, with the numbers in a table behind it. */
export default function UnitMap() {
  const t = useText();
  const locale = useLocale();
  const { tiles, others, on, filingYear, rowVersion } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [arranging, setArranging] = useState(false);
  const { slug } = useWorkspace().tenant;
  const measure = oneOf(MEASURES, params.get('measure')) ?? 'overdue';
  const day = params.get('on');
  const toUnits = (tile: string) => `/w/${slug}/units?tile=${tile}${day ? `&on=${on}` : ''}`;
  const lines: Line[] = others ? [...tiles, others] : tiles;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('district.mapTitle')}
        lead={t('district.mapLead', { date: formatDate(on, locale), year: String(filingYear) })}
        actions={
          tiles.length > 0 ? (
            <Button icon="pen" onClick={() => setArranging(true)}>
              {t('district.arrange')}
            </Button>
          ) : null
        }
      />
      <DistrictTabs />
      {tiles.length === 0 ? (
        <Empty icon="building" title={t('district.noTiles')} text={t('district.noTilesText')} />
      ) : (
        <>
          <div className="lt-section-head lt-scroll-x lt-district-head">
            <Segments
              name="measure"
              label={t('district.measure')}
              segments={MEASURES.map((value) => ({ value, label: t(`district.measure_${value}`) }))}
            />
          </div>
          <Cartogram tiles={tiles} measure={measure} toUnits={toUnits} />
        </>
      )}
      <DataTable
        name="district-tiles"
        lead={
          <SearchBar
            placeholder=""
            filters={[{ name: 'on', label: t('district.on') }]}
            keep={['measure']}
            withText={false}
          />
        }
        caption={t('district.tilesCaption')}
        columns={columnsOf(t, toUnits)}
        rows={lines}
        page={{ nextCursor: null, previousCursor: null, total: lines.length }}
        rowKey={(tile) => tile.slug ?? '-'}
        rowLabel={(tile) => tile.name ?? t('district.others')}
        rowTo={(tile) => toUnits(tile.slug ?? '-')}
        empty={<Empty icon="building" title={t('district.empty')} text={t('district.emptyText')} />}
      />
      {arranging ? (
        <ArrangeDrawer
          tiles={tiles}
          rowVersion={rowVersion}
          onClose={() => setArranging(false)}
          onDone={() => {
            setArranging(false);
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { countText } from '@/app/features/archive/count-text';
import { ExportLink } from '@/app/features/digital/export-link';
import { recordColumns } from '@/app/features/disposition/record-columns';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import type { DecidedPage, DecidedView } from '@/server/domain/disposition/opening';

export const handle: ScreenHandle<DecidedPage> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.openingsTitle'), to: `/w/${params.slug}/openings` },
    { label: data?.decision.decisionNumber ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<DecidedPage> => {
  const { slug = '', decisionId = '' } = params;
  const search = new URL(request.url).searchParams;
  const q = search.get('q')?.trim().slice(0, 100) || undefined;
  const { disposition } = context.api.workspace(slug);
  return loadOrThrow({ request, context }, disposition.openingRecords({ decisionId, q, ...pageOfParams(search) }));
};

const flagName = (code: string, locale: Locale): string => {
  const flag = OPEN_FLAGS.find((one) => one.code === code);
  return flag?.[locale === 'en' ? 'en' : 'zh'] ?? code;
};

const columnsOf = (t: Translate, locale: Locale, slug: string): Column<DecidedView>[] => [
  ...recordColumns<DecidedView>(t, locale, (row) => `/w/${slug}/archives/${row.id}`),
  {
    key: 'before',
    title: t('disposition.flagBefore'),
    render: (row) => flagName(row.flagBefore, locale),
    width: '112px',
    onPhone: 'hide',
  },
  { key: 'now', title: t('disposition.flagNow'), render: (row) => flagName(row.openFlag, locale), width: '112px' },
];

/** 决定涉及的档案 */
export default function OpeningRecords() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, decision } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.openingRecords')}
        lead={[decision.decisionNumber, t(`disposition.outcome_${decision.outcome}`), decision.decidedOn].join(
          t('common.list'),
        )}
        count={countText(page.total, t)}
        actions={<ExportLink procedure="disposition.downloadOpening" input={{ decisionId: decision.id }} />}
      />
      <DataTable
        name="opening-records"
        lead={<SearchBar placeholder={t('disposition.accessionRecordsSearch')} />}
        caption={t('disposition.openingRecords')}
        columns={columnsOf(t, locale, slug)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `/w/${slug}/archives/${row.id}`}
        filters={describeFilters(params, [])}
        empty={<Empty icon="eye" title={t('disposition.accessionRecordsEmpty')} />}
      />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { categoryName } from '@/app/features/archive/archive-labels';
import { countText } from '@/app/features/archive/count-text';
import { useCategories } from '@/app/features/archive/use-categories';
import { ExportLink } from '@/app/features/digital/export-link';
import { recordColumns } from '@/app/features/disposition/record-columns';
import { useLocale, useText } from '@/app/i18n/use-text';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { filingYearOfParam, numberOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { CandidatePage, CandidateView } from '@/server/domain/disposition/transfer';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('disposition.transfersTitle'), to: `/w/${params.slug}/transfers` },
    { label: t('disposition.dueRecords') },
  ],
};

type Line = { fondsId: string; categoryCode: string; filingYear: number };

const NOTHING: CandidatePage = {
  rows: [],
  page: { nextCursor: null, previousCursor: null, total: 0 },
  counts: { volumes: 0, pieces: 0, pages: 0 },
};

/** The line of 应移交 that the address names. */
const lineOf = (search: URLSearchParams): Line | null => {
  const [fondsId = '', categoryCode = ''] = [search.get('fonds') ?? '', search.get('category') ?? ''];
  const filingYear = filingYearOfParam(search.get('year'));
  if (!isUuid(fondsId) || categoryCode === '' || categoryCode.length > 20 || filingYear === undefined) return null;
  return { fondsId, categoryCode, filingYear };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(params.slug ?? '');
  const archivesTenantId = numberOfParam(search.get('archives'));
  const due = await loadOrThrow(asked, disposition.due({ archivesTenantId }));
  const line = lineOf(search);
  const stands = due.rows.find(
    (row) =>
      row.fondsId === line?.fondsId && row.categoryCode === line.categoryCode && row.filingYear === line.filingYear,
  );
  // Without a line in the address, or with one that is all handed over, the first of the list.
  const shown = stands ?? (line === null ? due.rows[0] : undefined);
  if (!shown) return { line: null, filter: null, records: NOTHING };
  const { fondsId, categoryCode, filingYear } = shown;
  const q = search.get('q')?.trim().slice(0, 100) || undefined;
  const filter = { fondsId, categoryCode, filingYear, archivesTenantId, q };
  const records = await loadOrThrow(asked, disposition.dueRecords({ ...filter, ...pageOfParams(search) }));
  return { line: shown, filter, records };
};

/** 应移交档案: the records that a line of the list counts. */
export default function DueRecords() {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const { line, filter, records } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const columns: Column<CandidateView>[] = recordColumns<CandidateView>(
    t,
    locale,
    (row) => `/w/${slug}/archives/${row.id}`,
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.dueRecords')}
        lead={
          line
            ? t('disposition.dueRecordsLead', {
                fonds: `${line.fondsNumber} ${line.fondsName}`,
                year: String(line.filingYear),
                category: categoryName(line.categoryCode, categories),
                due: line.dueOn,
              })
            : t('disposition.dueEmptyText')
        }
        count={countText(records.page.total, t)}
        actions={filter ? <ExportLink procedure="disposition.downloadDueRecords" input={filter} /> : undefined}
      />
      <DataTable
        name="due-records"
        lead={
          <SearchBar
            placeholder={t('disposition.accessionRecordsSearch')}
            keep={['fonds', 'category', 'year', 'archives']}
          />
        }
        caption={t('disposition.dueRecords')}
        columns={columns}
        rows={records.rows}
        page={records.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `/w/${slug}/archives/${row.id}`}
        filters={describeFilters(params, [])}
        clearTo={`/w/${slug}/transfers`}
        empty={<Empty icon="send" title={t('disposition.dueEmpty')} text={t('disposition.dueEmptyText')} />}
      />
    </div>
  );
}

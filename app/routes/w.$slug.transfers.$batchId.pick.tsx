import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable, type Selection } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { categoryOptions, retentionName, withCode } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { listCountsText } from '@/app/features/disposition/disposition-labels';
import { recordColumns } from '@/app/features/disposition/record-columns';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { filingYearOfParam, oneOf, recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CandidateView } from '@/server/domain/disposition/transfer';
import { OPEN_TRANSFER_STATES, TRANSFER_RETENTION } from '@/server/domain/disposition/vocabulary';

type Data = Awaited<ReturnType<typeof loader>>;

export const handle: ScreenHandle<Data> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.transfersTitle'), to: `/w/${params.slug}/transfers` },
    { label: data?.batch.batchNumber ?? '', to: `/w/${params.slug}/transfers/${params.batchId}` },
    { label: t('disposition.pick') },
  ],
};

/** The conditions of the address. What is due is shown first: nothing else is usually wanted. */
const selectionOf = (search: URLSearchParams) => {
  const retention = oneOf(TRANSFER_RETENTION, search.get('retention'));
  return {
    q: search.get('q')?.slice(0, 100) || undefined,
    categoryCode: search.get('category')?.slice(0, 20) || undefined,
    yearFrom: filingYearOfParam(search.get('from')),
    yearTo: filingYearOfParam(search.get('to')),
    retentionCodes: retention ? [retention] : undefined,
    onlyDue: search.get('show') !== 'all',
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', batchId = '' } = params;
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(slug);
  const input = { batchId, selection: selectionOf(search), ...pageOfParams(search) };
  const [batch, candidates] = await Promise.all([
    loadOrThrow(asked, disposition.transferById({ batchId })),
    loadOrThrow(asked, disposition.transferCandidates(input)),
  ]);
  return { batch, candidates };
};

const columnsOf = (t: Translate, locale: Locale): Column<CandidateView>[] => [
  ...recordColumns<CandidateView>(t, locale),
  { key: 'due', title: t('disposition.dueOn'), render: (row) => formatIsoDate(row.dueOn), width: '112px' },
];

/** Puts what was chosen on the list, the rows or all that the conditions find. */
const useAdd = (batchId: string) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { act, busy } = useAct();
  const add = (selection: Selection, clear: () => void) =>
    void act(async () => {
      const chosen = selection.kind === 'rows' ? { itemIds: selection.keys } : { selection: selectionOf(params) };
      const { added } = await client.disposition.addTransferItems.mutate({ batchId, ...chosen });
      clear();
      toast({ text: t('disposition.picked', { n: formatNumber(added) }) });
    });
  return { add, busy };
};

const useFilters = (): Filter[] => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const years = recentYears(useToday(), 60).map((year) => ({ value: String(year), label: String(year) }));
  return [
    { name: 'category', label: t('disposition.category'), options: categoryOptions(categories) },
    { name: 'from', label: t('disposition.yearFrom'), options: years },
    { name: 'to', label: t('disposition.yearTo'), options: years },
    {
      name: 'retention',
      label: t('disposition.retention'),
      options: TRANSFER_RETENTION.map((code) => ({ value: code, label: withCode(code, retentionName(code, locale)) })),
    },
  ];
};

export default function PickForTransfer() {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const { batch, candidates } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/transfers/${batch.id}`;
  const mayAdd = useCan('disposition.transfer') && OPEN_TRANSFER_STATES.includes(batch.state);
  const { add, busy } = useAdd(batch.id);
  const filters = useFilters();
  const { counts } = candidates;
  const isAny = counts.volumes + counts.pieces > 0;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.pick')}
        lead={t('disposition.pickLead', { fonds: `${batch.fondsNumber} ${batch.fondsName}`, n: batch.itemCount })}
        actions={
          <>
            <ButtonLink to={base}>{t('disposition.backToList')}</ButtonLink>
            {mayAdd && isAny ? (
              <Button
                look="primary"
                icon="plus"
                busy={busy}
                onClick={() => add({ kind: 'query', count: counts.volumes + counts.pieces }, () => undefined)}
              >
                {t('disposition.pickAll', { n: formatNumber(counts.volumes + counts.pieces) })}
              </Button>
            ) : null}
          </>
        }
      />
      <SearchBar placeholder={t('disposition.pickSearch')} filters={filters} keep={['show']} />
      <DataTable
        name="transfer-candidates"
        caption={t('disposition.pickCaption')}
        columns={columnsOf(t, locale)}
        rows={candidates.rows}
        page={candidates.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        lead={
          <Segments
            name="show"
            label={t('disposition.dueOn')}
            segments={[
              { value: 'due', label: t('disposition.pickDue') },
              { value: 'all', label: t('disposition.pickEverything') },
            ]}
          />
        }
        summary={listCountsText(counts, t)}
        filters={describeFilters(params, filters)}
        clearTo={`${base}/pick`}
        bulkActions={
          mayAdd
            ? (selection, clear) => (
                <Button look="primary" busy={busy} onClick={() => add(selection, clear)}>
                  {t('disposition.pickChosen')}
                </Button>
              )
            : undefined
        }
        empty={<Empty icon="box" title={t('disposition.pickNone')} text={t('disposition.pickNoneText')} />}
      />
    </div>
  );
}

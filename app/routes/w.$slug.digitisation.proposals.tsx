import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { ExportLink } from '@/app/features/digital/export-link';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BatchView } from '@/server/domain/digital/digitisation';
import type { ProposalView } from '@/server/domain/digital/digitisation-progress';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digitisation.title'), to: `/w/${params.slug}/digitisation` },
    { label: t('digitisation.proposalsTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').digitisation;
  const query = { ...pageOfParams(search), categoryCode: search.get('category') ?? undefined };
  const [proposals, running] = await Promise.all([
    loadOrThrow(asked, api.proposals(query)),
    loadOrThrow(asked, api.batches({ state: 'running', limit: 100 })),
  ]);
  return { proposals, running: running.rows };
};

const columnsOf = (t: Translate, base: string): Column<ProposalView>[] => [
  {
    key: 'code',
    title: t('digitisation.reference'),
    render: (row) => <Link to={`${base}/${row.itemId}`}>{row.referenceCode}</Link>,
    width: '232px',
  },
  { key: 'title', title: t('digitisation.recordTitle'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  {
    key: 'why',
    title: t('digitisation.why'),
    render: (row) => t('digitisation.whyText', { outs: row.outs, looks: row.looks, boxOuts: row.boxOuts }),
    width: '288px',
  },
  { key: 'last', title: t('digitisation.lastOn'), render: (row) => row.lastOn ?? '—', width: '112px' },
  { key: 'pages', title: t('digitisation.pages'), render: (row) => row.pageCount ?? '—', numeric: true, width: '72px' },
  { key: 'score', title: t('digitisation.score'), render: (row) => row.score, numeric: true, width: '72px' },
];

const ToBatch = ({
  itemIds,
  running,
  onClose,
}: {
  itemIds: string[] | null;
  running: readonly BatchView[];
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act } = useAct();
  return (
    <FormDrawer<{ batchId: string }>
      open={itemIds !== null}
      onClose={onClose}
      title={t('digitisation.toBatch')}
      initialValues={{ batchId: running[0]?.id ?? '' }}
      fieldLabels={{ batchId: t('digitisation.batch') }}
      submitLabel={t('digitisation.toBatch')}
      onSubmit={async ({ batchId }, idempotencyKey) => {
        const chosen = { batchId, itemIds: itemIds ?? [] };
        const { added, skipped } = await client.digitisation.addRecords.mutate(chosen, { context: { idempotencyKey } });
        toast({ text: t('digitisation.added', { n: added, skipped }) });
        await act(async () => undefined);
      }}
    >
      <FormField name="batchId" label={t('digitisation.batch')} required>
        <select className="lt-select">
          {running.map((batch) => (
            <option key={batch.id} value={batch.id}>
              {batch.batchNumber} {batch.name}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};

/** 下一批建议 */
export default function Proposals() {
  const t = useText();
  const categories = useCategories();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const { proposals, running } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canWrite = useCan('digital.write');
  const [adding, setAdding] = useState<string[] | null>(null);
  const [excluding, setExcluding] = useState<string[] | null>(null);
  const filters: Filter[] = [
    { name: 'category', label: t('archive.field_categoryCode'), options: categoryOptions(categories) },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('digitisation.proposalsTitle')}
        lead={t('digitisation.proposalsLead')}
        actions={
          <ExportLink
            procedure="digitisation.downloadProposals"
            input={{ categoryCode: params.get('category') ?? undefined }}
          />
        }
      />
      <DigitalViews />
      <DataTable
        name="scan-proposals"
        caption={t('digitisation.proposalsTitle')}
        columns={columnsOf(t, `/w/${slug}/archives`)}
        rows={proposals.rows}
        page={proposals.page}
        rowKey={(row) => row.itemId}
        rowLabel={(row) => row.referenceCode}
        lead={<SearchBar placeholder={t('digitisation.proposalsTitle')} withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/digitisation/proposals`}
        bulkActions={
          canWrite
            ? (selection) => {
                const ids = selection.kind === 'rows' ? selection.keys : [];
                return (
                  <>
                    <Button disabled={running.length === 0} onClick={() => setAdding(ids)}>
                      {running.length === 0 ? t('digitisation.noRunning') : t('digitisation.toBatch')}
                    </Button>
                    <Button onClick={() => setExcluding(ids)}>{t('digitisation.exclude')}</Button>
                  </>
                );
              }
            : undefined
        }
        empty={<Empty icon="scan" title={t('digitisation.proposalsNone')} text={t('digitisation.proposalsNoneText')} />}
      />
      <ToBatch itemIds={adding} running={running} onClose={() => setAdding(null)} />
      <ReasonDrawer
        open={excluding !== null}
        onClose={() => setExcluding(null)}
        title={t('digitisation.exclude')}
        effect={t('digitisation.excludeEffect')}
        label={t('digitisation.reason')}
        act={t('digitisation.exclude')}
        onSubmit={async (reason) => {
          const { records } = await client.digitisation.exclude.mutate({ itemIds: excluding ?? [], reason });
          await act(async () => undefined, { done: t('digitisation.excludedDone', { n: records }) });
        }}
      />
    </div>
  );
}

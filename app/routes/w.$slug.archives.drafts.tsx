import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { DraftSummary } from '@/server/domain/archive/catalogue-draft';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('cataloguing.drafts') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  if (!permissions.includes('archive.write')) {
    throw notFound(context.requestId);
  }
  const isDiscarded = new URL(request.url).searchParams.get('bin') === 'bin';
  return { drafts: await loadOrThrow(asked, api.archive.drafts({ isDiscarded })) };
};

const RowActions = ({ draft }: { draft: DraftSummary }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const { id } = draft;
  const restore = () => client.archive.restoreDraft.mutate({ id });
  const discard = () => client.archive.discardDraft.mutate({ id });
  return draft.discardedAt ? (
    <button type="button" className="lt-link" onClick={() => void act(restore, { done: t('cataloguing.restored') })}>
      {t('cataloguing.restore')}
    </button>
  ) : (
    <button
      type="button"
      className="lt-link"
      onClick={() => void act(discard, { done: t('cataloguing.discarded'), undo: restore })}
    >
      {t('cataloguing.discard')}
    </button>
  );
};

export default function Drafts() {
  const t = useText();
  const categories = useCategories();
  const { drafts } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/archives`;
  const to = (draft: DraftSummary) => `${base}/${draft.kind === 'form' ? 'new' : 'grid'}?draft=${draft.id}`;
  const columns: Column<DraftSummary>[] = [
    {
      key: 'kind',
      title: t('cataloguing.draftKind'),
      render: (draft) => {
        const words = t(`cataloguing.kind_${draft.kind}`);
        return draft.discardedAt ? words : <Link to={to(draft)}>{words}</Link>;
      },
      width: '160px',
      onPhone: 'title',
    },
    {
      key: 'category',
      title: t('archive.field_categoryCode'),
      render: (draft) => categoryName(draft.categoryCode, categories),
    },
    { key: 'rows', title: t('cataloguing.draftRows'), render: (draft) => draft.rowCount, numeric: true, width: '88px' },
    {
      key: 'at',
      title: t('cataloguing.draftSaved'),
      render: (draft) => formatIsoDateTime(draft.discardedAt ?? draft.updatedAt),
      width: '180px',
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader title={t('cataloguing.drafts')} lead={t('cataloguing.draftsLead')} />
      <DataTable
        lead={
          <Segments
            name="bin"
            label={t('cataloguing.drafts')}
            segments={[
              { value: 'open', label: t('cataloguing.draftsOpen') },
              { value: 'bin', label: t('cataloguing.draftsBin') },
            ]}
          />
        }
        name="drafts"
        caption={t('cataloguing.drafts')}
        columns={columns}
        rows={drafts}
        page={{ nextCursor: null, previousCursor: null, total: drafts.length }}
        rowKey={(draft) => draft.id}
        rowLabel={(draft) => t(`cataloguing.kind_${draft.kind}`)}
        rowActions={(draft) => <RowActions draft={draft} />}
        empty={
          <Empty
            icon="pen"
            title={t(params.get('bin') === 'bin' ? 'cataloguing.binEmpty' : 'cataloguing.draftsEmpty')}
            action={<ButtonLink to={`${base}/grid`}>{t('cataloguing.gridTitle')}</ButtonLink>}
          />
        }
      />
    </div>
  );
}

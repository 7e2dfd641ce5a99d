import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { MaterialDrawer } from '@/app/features/guidance/material-drawer';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MaterialRowView } from '@/server/domain/guidance/guidance-material';
import { MATERIAL_KINDS } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: t('guidance.materialsTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { guidance, guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, kind: oneOf(MATERIAL_KINDS, search.get('kind')) };
  const list = await loadOrThrow(asked, guidanceDesk.materials({ ...filter, ...pageOfParams(search) }));
  return { ...list, units: await loadOrThrow(asked, guidance.units()) };
};

const columnsOf = (t: Translate, base: string): Column<MaterialRowView>[] => [
  {
    key: 'title',
    title: t('guidance.materialTitle'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  {
    key: 'kind',
    title: t('guidance.materialKind'),
    render: (row) => t(`guidance.material_${row.kind}`),
    width: '112px',
  },
  { key: 'version', title: t('guidance.version'), render: (row) => `V${row.version}`, width: '72px' },
  { key: 'date', title: t('guidance.publishedOn'), render: (row) => row.publishedOn ?? '—', width: '112px' },
  {
    key: 'read',
    title: t('guidance.readUnits'),
    render: (row) => t('guidance.ofTarget', { done: row.read, all: row.sent }),
    numeric: true,
    width: '112px',
  },
];

/** 资料下发: courseware, templates, requirements, notes, and who has signed for them. */
export default function Materials() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { rows, page, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/guidance/materials`;
  const canRegister = useCan('guidance.register');
  const [sending, setSending] = useState(false);
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('guidance.materialKind'),
      options: MATERIAL_KINDS.map((value) => ({ value, label: t(`guidance.material_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.materialsTitle')}
        lead={t('guidance.materialsLead')}
        actions={
          canRegister ? (
            <Button look="primary" icon="send" onClick={() => setSending(true)}>
              {t('guidance.publishMaterial')}
            </Button>
          ) : null
        }
      />
      <SectionTabs of="guidance" />
      <SearchBar placeholder={t('guidance.searchMaterial')} filters={filters} />
      <DataTable
        name="guidance-materials"
        caption={t('guidance.materialsTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="book" title={t('guidance.materialsEmpty')} text={t('guidance.materialsEmptyText')} />}
      />
      {sending ? (
        <MaterialDrawer
          units={units}
          revised={null}
          onClose={() => setSending(false)}
          onSubmit={async ({ files = [], ...values }, idempotencyKey) => {
            const input = { ...values, fileObjectIds: files.map((file) => file.id) };
            const sent = await client.guidanceDesk.publishMaterial.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('guidance.materialSent', { n: sent.units }) });
            navigate(`${base}/${sent.materialId}`);
          }}
        />
      ) : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { BulkEditActions, bulkColumns } from '@/app/features/archive/bulk-edit-view';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import { BULK_ROW_STATES } from '@/server/domain/archive/bulk-edit';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('cataloguing.bulk'), to: `/w/${params.slug}/archives/bulk` },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.editId ?? '';
  if (!UUID.test(id)) {
    throw notFound(context.requestId);
  }
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').archive;
  const state = oneOf(BULK_ROW_STATES, search.get('rows'));
  const [edit, rows] = await Promise.all([
    loadOrThrow(asked, api.bulkEditById({ id })),
    loadOrThrow(asked, api.bulkEditRows({ id, state, ...pageOfParams(search) })),
  ]);
  return { edit, rows };
};

export default function BulkEdit() {
  const t = useText();
  const locale = useLocale();
  const { edit, rows } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/archives`;
  const canWrite = useCan('archive.write');
  const states = BULK_ROW_STATES.filter((state) => (edit.counts[state] ?? 0) > 0);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('cataloguing.bulkTitle', { n: edit.rowCount })}
        lead={[
          t(`cataloguing.bulk_${edit.state}`),
          edit.createdByName,
          formatIsoDateTime(edit.doneAt ?? edit.createdAt),
          edit.reason ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={canWrite ? <BulkEditActions edit={edit} /> : undefined}
      />
      <DataTable
        lead={
          <Segments
            name="rows"
            label={t('archive.field_state')}
            segments={[
              { value: 'all', label: t('cataloguing.row_all'), count: edit.rowCount },
              ...states.map((state) => ({
                value: state,
                label: t(`cataloguing.row_${state}`),
                count: edit.counts[state] ?? 0,
              })),
            ]}
          />
        }
        name="bulk-rows"
        caption={t('cataloguing.bulkCaption')}
        columns={bulkColumns(t, locale, base)}
        rows={rows.rows}
        page={rows.page}
        rowKey={(row) => String(row.rowNumber)}
        rowLabel={(row) => row.referenceCode}
        empty={<Empty icon="check" title={t('cataloguing.bulkNone')} />}
      />
    </div>
  );
}

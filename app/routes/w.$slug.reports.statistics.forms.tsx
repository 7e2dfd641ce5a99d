import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { FormEditor } from '@/app/features/statistics/form-editor';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { OwnFormView } from '@/server/domain/statistics/statistics';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('statistics.receivedTitle'), to: `/w/${params.slug}/reports/statistics/received` },
    { label: t('statistics.formsTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').statistics.forms({}));

const KIND = { draft: 'none', issued: 'live', retired: 'none' } as const;

const columnsOf = (t: Translate, base: string): Column<OwnFormView>[] => [
  {
    key: 'name',
    title: t('statistics.form'),
    render: (row) => <Link to={`${base}/received/${row.id}`}>{row.name}</Link>,
    onPhone: 'title',
  },
  {
    key: 'fillers',
    title: t('statistics.fillers'),
    render: (row) => row.form.fillers.map((kind) => t(`statistics.filler_${kind}`)).join(t('common.list')),
    truncate: true,
  },
  {
    key: 'state',
    title: t('statistics.state'),
    render: (row) => <Status kind={KIND[row.state]}>{t(`statistics.form_${row.state}`)}</Status>,
    width: '132px',
  },
  { key: 'by', title: t('statistics.madeBy'), render: (row) => row.createdByName, width: '132px' },
];

/** 自定报表: the bureau's own forms, which it sends to units from their page. */
export default function OwnForms() {
  const t = useText();
  const forms = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const base = `/w/${useWorkspace().tenant.slug}/reports/statistics`;
  const [editing, setEditing] = useState<OwnFormView | 'new' | null>(null);
  const [retiring, setRetiring] = useState<OwnFormView | null>(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('statistics.formsTitle')}
        lead={t('statistics.formsLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
            {t('statistics.formNew')}
          </Button>
        }
      />
      <DataTable
        name="statistics-forms"
        caption={t('statistics.formsTitle')}
        columns={columnsOf(t, base)}
        rows={forms}
        page={{ nextCursor: null, previousCursor: null, total: forms.length }}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        rowActions={(row) => (
          <>
            <button type="button" className="lt-link" onClick={() => setEditing(row)}>
              {t('statistics.formChange')}
            </button>
            {row.state === 'retired' ? null : (
              <button type="button" className="lt-link" onClick={() => setRetiring(row)}>
                {t('statistics.formRetire')}
              </button>
            )}
          </>
        )}
        empty={<Empty icon="file" title={t('statistics.formsEmpty')} text={t('statistics.formsEmptyText')} />}
      />
      {editing ? <FormEditor known={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
      {retiring ? (
        <Confirm
          open
          onClose={() => setRetiring(null)}
          title={t('statistics.formRetireTitle', { name: retiring.name })}
          effect={t('statistics.formRetireEffect')}
          act={t('statistics.formRetire')}
          onConfirm={async () => {
            await act(() => client.statistics.retireForm.mutate({ id: retiring.id }));
          }}
        />
      ) : null}
    </div>
  );
}

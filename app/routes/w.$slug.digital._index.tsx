import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExportLink } from '@/app/features/digital/export-link';
import { Room } from '@/app/features/digital/fixity/room';
import { BATCH_KINDS } from '@/app/features/digital/linking/batch-words';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { LinkBatchView } from '@/server/domain/digital/linking';

export const handle: ScreenHandle = { crumbs: (_, t) => [{ label: t('digital.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = { ...pageOfParams(new URL(request.url).searchParams), limit: 20 };
  const api = context.api.workspace(params.slug ?? '').digital;
  return loadOrThrow(
    { request, context },
    Promise.all([api.linkBatches(page), api.storage()]).then(([batches, storage]) => ({ ...batches, storage })),
  );
};

const columnsOf = (t: Translate, to: (row: LinkBatchView) => string): Column<LinkBatchView>[] => [
  {
    key: 'name',
    title: t('digital.batchName'),
    render: (row) => <Link to={to(row)}>{row.name}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('digital.batchState'),
    render: (row) => <Status kind={BATCH_KINDS[row.state]}>{t(`digital.batch_${row.state}`)}</Status>,
    width: '144px',
  },
  {
    key: 'files',
    title: t('digital.batchFiles'),
    render: (row) => formatNumber(row.fileCount),
    numeric: true,
    width: '88px',
  },
  {
    key: 'matched',
    title: t('digital.tab_matched'),
    render: (row) => formatNumber(row.matchedCount),
    numeric: true,
    width: '88px',
  },
  {
    key: 'problems',
    title: t('digital.tab_problem'),
    render: (row) => formatNumber(row.problemCount),
    numeric: true,
    width: '88px',
  },
  {
    key: 'linked',
    title: t('digital.batchLinked'),
    render: (row) => formatNumber(row.linkedCount),
    numeric: true,
    width: '88px',
  },
  { key: 'time', title: t('digital.batchCreated'), render: (row) => formatIsoDateTime(row.createdAt), width: '152px' },
];

interface Values {
  name: string;
  creationMethod: 'digitised' | 'born_digital';
  parting: 'names' | 'barcodes';
}

const NewBatch = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const send = async ({ parting, ...values }: Values, idempotencyKey: string) => {
    const asked = { ...values, usesBarcodes: parting === 'barcodes' };
    const { batchId } = await client.digital.createLinkBatch.mutate(asked, { context: { idempotencyKey } });
    navigate(`/w/${slug}/digital/${batchId}`);
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('digital.batchNew')}
      initialValues={{ name: '', creationMethod: 'digitised', parting: 'names' }}
      fieldLabels={{ name: t('digital.batchName') }}
      onSubmit={send}
      submitLabel={t('digital.batchCreate')}
    >
      <FormField name="name" label={t('digital.batchName')} required help={t('digital.batchNameHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="creationMethod" label={t('digital.creationMethod')} required>
        <select className="lt-select">
          <option value="digitised">{t('digital.method_digitised')}</option>
          <option value="born_digital">{t('digital.method_born_digital')}</option>
        </select>
      </FormField>
      <FormField name="parting" label={t('digital.parting')} help={t('digital.partingHelp')} required>
        <select className="lt-select">
          <option value="names">{t('digital.parting_names')}</option>
          <option value="barcodes">{t('digital.parting_barcodes')}</option>
        </select>
      </FormField>
    </FormDrawer>
  );
};

export default function LinkBatches() {
  const t = useText();
  const { rows, page, storage } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canWrite = useCan('digital.write');
  const [creating, setCreating] = useState(false);
  const to = (row: LinkBatchView) => `/w/${slug}/digital/${row.id}`;
  const create = canWrite ? (
    <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
      {t('digital.batchNew')}
    </Button>
  ) : undefined;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('digital.title')}
        lead={t('digital.lead')}
        actions={
          rows.length > 0 ? (
            <>
              <ExportLink procedure="digital.downloadLinkBatches" />
              {create}
            </>
          ) : undefined
        }
      />
      <Room storage={storage} />
      <DataTable
        name="link-batches"
        caption={t('digital.batches')}
        columns={columnsOf(t, to)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        rowTo={to}
        lead={<DigitalViews />}
        empty={<Empty icon="scan" title={t('digital.batchNone')} text={t('digital.batchNoneText')} action={create} />}
      />
      {canWrite ? <NewBatch open={creating} onClose={() => setCreating(false)} /> : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { GiveOutDrawer } from '@/app/features/storage/give-out-drawer';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { OUT_STATES, type OutView } from '@/server/domain/storage/storage-out';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabOut') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').storage;
  const state = oneOf(OUT_STATES, search.get('state')) ?? 'out';
  return loadOrThrow({ request, context }, api.outs({ state, ...pageOfParams(search) }));
};

const STATUS: Record<OutView['state'], StatusKind> = { out: 'live', overdue: 'overdue', returned: 'done' };

const columnsOf = (t: Translate, base: string): Column<OutView>[] => [
  {
    key: 'what',
    title: t('storage.outWhat'),
    render: (out) => (
      <Link to={out.boxId ? `${base}/storage/boxes/${out.boxId}` : `${base}/archives/${out.itemId}`}>{out.what}</Link>
    ),
    onPhone: 'title',
  },
  { key: 'holder', title: t('storage.holder'), render: (out) => out.holderName, width: '96px' },
  {
    key: 'unit',
    title: t('storage.holderUnit'),
    render: (out) => out.holderUnit ?? '—',
    truncate: true,
    onPhone: 'hide',
  },
  { key: 'purpose', title: t('storage.purpose'), render: (out) => out.purpose, truncate: true },
  { key: 'outOn', title: t('storage.outOn'), render: (out) => out.outOn, width: '112px' },
  { key: 'dueOn', title: t('storage.dueOn'), render: (out) => out.dueOn, width: '112px' },
  {
    key: 'returnedOn',
    title: t('storage.returnedOn'),
    render: (out) => out.returnedOn ?? '—',
    width: '112px',
    onPhone: 'hide',
  },
  { key: 'by', title: t('storage.handedBy'), render: (out) => out.handedByName, width: '96px', hiddenAtFirst: true },
  {
    key: 'state',
    title: t('storage.state'),
    render: (out) => <Status kind={STATUS[out.state]}>{t(`storage.state_${out.state}`)}</Status>,
    width: '88px',
  },
];

const TakeBack = ({ out, onClose }: { out: OutView | null; onClose: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ note?: string }>
      open={out !== null}
      onClose={onClose}
      title={t('storage.takeBackTitle')}
      submitLabel={t('storage.takeBack')}
      fieldLabels={{ note: t('storage.takeBackNote') }}
      onSubmit={async ({ note }) => {
        if (out) {
          await client.storage.takeBack.mutate({ id: out.id, rowVersion: out.rowVersion, note });
        }
        toast({ text: t('storage.takenBack') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">
        {out?.what} {out?.holderName}
      </p>
      <FormField name="note" label={t('storage.takeBackNote')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

export default function Out() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canManage = useCan('storage.manage');
  const [giving, setGiving] = useState(false);
  const [returning, setReturning] = useState<OutView | null>(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('storage.outTitle')}
        actions={
          canManage ? (
            <Button look="primary" icon="plus" onClick={() => setGiving(true)}>
              {t('storage.give')}
            </Button>
          ) : undefined
        }
      />
      <StorageTabs />
      <DataTable
        lead={
          <Segments
            name="state"
            label={t('storage.state')}
            segments={OUT_STATES.map((state) => ({ value: state, label: t(`storage.state_${state}`) }))}
          />
        }
        name="outs"
        caption={t('storage.outCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(out) => out.id}
        rowLabel={(out) => out.what}
        rowActions={
          canManage
            ? (out) =>
                out.state === 'returned' ? null : (
                  <button type="button" className="lt-link" onClick={() => setReturning(out)}>
                    {t('storage.takeBack')}
                  </button>
                )
            : undefined
        }
        empty={<Empty icon="exchange" title={t('storage.outEmpty')} text={t('storage.outEmptyText')} />}
      />
      <GiveOutDrawer open={giving} onClose={() => setGiving(false)} />
      <TakeBack key={returning?.id ?? ''} out={returning} onClose={() => setReturning(null)} />
    </div>
  );
}

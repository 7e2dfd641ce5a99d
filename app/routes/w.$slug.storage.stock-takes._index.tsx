import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { STOCK_TAKE_STATUS } from '@/app/features/storage/stock-take-words';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlaceView } from '@/server/domain/storage/place';
import type { StockTakeView } from '@/server/domain/storage/stock-take';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabStockTakes') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '').storage;
  const [takes, rooms] = await Promise.all([
    loadOrThrow(asked, api.stockTakes(pageOfParams(new URL(request.url).searchParams))),
    loadOrThrow(asked, api.places({})),
  ]);
  const rows = await Promise.all(rooms.map((room) => loadOrThrow(asked, api.places({ parentId: room.id }))));
  return { takes, ranges: rooms.flatMap((room, index) => [room, ...(rows[index] ?? [])]) };
};

const columnsOf = (t: Translate, to: (take: StockTakeView) => string): Column<StockTakeView>[] => [
  {
    key: 'title',
    title: t('storage.takeName'),
    render: (take) => <Link to={to(take)}>{take.title}</Link>,
    onPhone: 'title',
  },
  { key: 'place', title: t('storage.takeRange'), render: (take) => take.placeCode, width: '144px' },
  { key: 'day', title: t('storage.takeDay'), render: (take) => take.plannedOn, width: '112px' },
  {
    key: 'expected',
    title: t('storage.expected'),
    render: (take) => formatNumber(take.expected),
    numeric: true,
    width: '72px',
  },
  ...(['counted', 'missing', 'misplaced', 'unknown'] as const).map((outcome) => ({
    key: outcome,
    title: t(`storage.outcome_${outcome}`),
    render: (take: StockTakeView) =>
      take[outcome] === 0 ? '0' : <Link to={`${to(take)}?outcome=${outcome}`}>{formatNumber(take[outcome])}</Link>,
    numeric: true,
    width: '80px',
  })),
  {
    key: 'state',
    title: t('storage.state'),
    render: (take) => <Status kind={STOCK_TAKE_STATUS[take.state]}>{t(`storage.takeState_${take.state}`)}</Status>,
    width: '104px',
  },
];

const StartDrawer = ({
  open,
  onClose,
  ranges,
}: {
  open: boolean;
  onClose: () => void;
  ranges: readonly PlaceView[];
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const navigate = useNavigate();
  const today = useToday();
  const { slug } = useWorkspace().tenant;
  return (
    <FormDrawer<{ title: string; placeId: string; plannedOn: string }>
      open={open}
      onClose={onClose}
      title={t('storage.startTake')}
      initialValues={{
        title: t('storage.takeNameOf', { year: today.slice(0, 4) }),
        placeId: ranges[0]?.id,
        plannedOn: today,
      }}
      fieldLabels={{ title: t('storage.takeName'), plannedOn: t('storage.takeDay') }}
      onSubmit={async (values, idempotencyKey) => {
        const take = await client.storage.startStockTake.mutate(values, { context: { idempotencyKey } });
        toast({ text: t('storage.takeStarted', { n: take.expected }) });
        navigate(`/w/${slug}/storage/stock-takes/${take.id}`);
      }}
    >
      <FormField name="title" label={t('storage.takeName')} required>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <FormField name="placeId" label={t('storage.takeRange')} required help={t('storage.takeRangeHelp')}>
        <select className="lt-select">
          {ranges.map((place) => (
            <option key={place.id} value={place.id}>
              {place.name ? `${place.code} ${place.name}` : place.code}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="plannedOn" label={t('storage.takeDay')} required>
        <input className="lt-input" type="date" />
      </FormField>
    </FormDrawer>
  );
};

export default function StockTakes() {
  const t = useText();
  const { takes, ranges } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/storage/stock-takes`;
  const canManage = useCan('storage.manage');
  const [starting, setStarting] = useState(false);
  const to = (take: StockTakeView) => `${base}/${take.id}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('storage.takesTitle')}
        actions={
          canManage && ranges.length > 0 ? (
            <Button look="primary" icon="plus" onClick={() => setStarting(true)}>
              {t('storage.startTake')}
            </Button>
          ) : undefined
        }
      />
      <StorageTabs />
      <DataTable
        name="stock-takes"
        caption={t('storage.takesCaption')}
        columns={columnsOf(t, to)}
        rows={takes.rows}
        page={takes.page}
        rowKey={(take) => take.id}
        rowLabel={(take) => take.title}
        rowTo={to}
        empty={<Empty icon="scan" title={t('storage.takesEmpty')} text={t('storage.takesEmptyText')} />}
      />
      <StartDrawer open={starting} onClose={() => setStarting(false)} ranges={ranges} />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { useCategories } from '@/app/features/archive/use-categories';
import { PrintButton } from '@/app/features/print/print-button';
import { boxColumns } from '@/app/features/storage/box-columns';
import { placeColumns } from '@/app/features/storage/place-columns';
import { CreatePlaceDrawer, UpdatePlaceDrawer } from '@/app/features/storage/place-drawers';
import { PlaceTree } from '@/app/features/storage/place-tree';
import { CreateRackDrawer } from '@/app/features/storage/rack-drawers';
import { RackSection } from '@/app/features/storage/rack-section';
import { RoomVersions } from '@/app/features/storage/room-versions';
import { SettingDrawer } from '@/app/features/storage/setting-drawer';
import { StorageFigures } from '@/app/features/storage/storage-figures';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import { useText } from '@/app/i18n/use-text';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlaceView } from '@/server/domain/storage/place';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('storage.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '').storage;
  const search = new URL(request.url).searchParams;
  const id = search.get('place') ?? '';
  const [summary, setting, rooms, racks] = await Promise.all([
    loadOrThrow(asked, api.summary()),
    loadOrThrow(asked, api.setting()),
    loadOrThrow(asked, api.places({})),
    loadOrThrow(asked, api.racks()),
  ]);
  const detail = isUuid(id) ? await loadOrThrow(asked, api.placeById({ id })) : null;
  const holdsBoxes = detail !== null && detail.place.ownCapacityMm !== null;
  const boxes = holdsBoxes ? await loadOrThrow(asked, api.boxes({ placeId: id, ...pageOfParams(search) })) : null;
  return { summary, setting, rooms, racks, detail, boxes, stamp: String(Date.now()) };
};

const NO_PAGE = { nextCursor: null, previousCursor: null, total: null };

type Layer = 'place' | 'rack' | 'edit' | 'setting' | 'close' | null;

const PlaceActions = ({ place, setLayer }: { place: PlaceView | null; setLayer: (layer: Layer) => void }) => {
  const t = useText();
  if (!useCan('storage.manage')) {
    return null;
  }
  const mayHoldPlaces = place !== null && place.ownCapacityMm === null;
  return (
    <>
      <Button icon="gear" onClick={() => setLayer('setting')}>
        {t('storage.settings')}
      </Button>
      {place ? (
        <Button icon="pen" onClick={() => setLayer('edit')}>
          {t('storage.edit')}
        </Button>
      ) : null}
      {place && !place.hasChildren && place.boxCount === 0 ? (
        <Button onClick={() => setLayer('close')}>{t('storage.close')}</Button>
      ) : null}
      {place ? (
        <PrintButton forms={['place_labels']} what={{ placeId: place.id }} label={t('storage.printLabels')} />
      ) : null}
      {mayHoldPlaces && (place.level === 'room' || place.level === 'area') ? (
        <Button icon="columns" onClick={() => setLayer('rack')}>
          {t('storage.createRack')}
        </Button>
      ) : null}
      {place === null || mayHoldPlaces ? (
        <Button look="primary" icon="plus" onClick={() => setLayer('place')}>
          {place ? t('storage.createPlace') : t('storage.createRoom')}
        </Button>
      ) : null}
    </>
  );
};

const Layers = ({ layer, setLayer }: { layer: Layer; setLayer: (layer: Layer) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const { setting, detail } = useLoaderData<typeof loader>();
  const place = detail?.place ?? null;
  const close = () => setLayer(null);
  return (
    <>
      <CreatePlaceDrawer open={layer === 'place'} onClose={close} parent={place} setting={setting} />
      <SettingDrawer open={layer === 'setting'} onClose={close} setting={setting} />
      {place ? (
        <>
          <CreateRackDrawer open={layer === 'rack'} onClose={close} parent={place} />
          <UpdatePlaceDrawer key={place.id} open={layer === 'edit'} onClose={close} place={place} />
          <Confirm
            open={layer === 'close'}
            onClose={close}
            title={t('storage.closeTitle', { code: place.code })}
            effect={t('storage.closeText')}
            act={t('storage.close')}
            onConfirm={async () => {
              await act(() => client.storage.closePlace.mutate({ id: place.id }), { done: t('storage.closed') });
            }}
          />
        </>
      ) : null}
    </>
  );
};

const PlacePath = () => {
  const t = useText();
  const { detail } = useLoaderData<typeof loader>();
  if (!detail) {
    return null;
  }
  return (
    <p className="lt-place-path">
      <Link to="?">{t('storage.title')}</Link>
      {detail.above.map((above) => (
        <span key={above.id}>
          / <Link to={`?place=${above.id}`}>{above.name ?? above.code.split('-').at(-1)}</Link>
        </span>
      ))}
      <strong>/ {detail.place.name ?? detail.place.code.split('-').at(-1)}</strong>
    </p>
  );
};

export default function Places() {
  const t = useText();
  const categories = useCategories();
  const { summary, rooms, racks, detail, boxes, stamp } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [layer, setLayer] = useState<Layer>(null);
  const place = detail?.place ?? null;
  const path = detail
    ? [...detail.above.map((above) => above.id), detail.place.id]
    : rooms.slice(0, 1).map((room) => room.id);
  const boxTo = (box: { id: string }) => `/w/${slug}/storage/boxes/${box.id}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={place ? place.code : t('storage.title')}
        lead={place ? (place.name ?? t(`storage.level_${place.level}`)) : t('storage.lead')}
        actions={<PlaceActions place={place} setLayer={setLayer} />}
      />
      <StorageTabs />
      <StorageFigures summary={summary} />
      {rooms.length === 0 ? (
        <Empty icon="layers" title={t('storage.emptyTitle')} text={t('storage.emptyText')} />
      ) : (
        <div className="lt-storage">
          <PlaceTree rooms={rooms} path={path} stamp={stamp} />
          <div>
            <PlacePath />
            {boxes ? (
              <DataTable
                name="shelf-boxes"
                caption={t('storage.boxesHere')}
                columns={boxColumns(t, categories, boxTo)}
                rows={boxes.rows}
                page={boxes.page}
                rowKey={(box) => box.id}
                rowLabel={(box) => box.label}
                rowTo={boxTo}
                empty={<Empty icon="box" title={t('storage.shelfEmpty')} text={t('storage.shelfEmptyText')} />}
              />
            ) : (
              <DataTable
                name="places"
                caption={t('storage.placesCaption')}
                columns={placeColumns(t, `/w/${slug}/storage`)}
                rows={detail ? detail.children : rooms}
                page={NO_PAGE}
                rowKey={(one) => one.id}
                rowLabel={(one) => one.code}
                rowTo={(one) => `?place=${one.id}`}
                empty={<Empty icon="layers" title={t('storage.noChildren')} text={t('storage.noChildrenText')} />}
              />
            )}
            {racks.length > 0 && !detail ? <RackSection racks={racks} /> : null}
            {detail ? <RoomVersions versions={detail.versions} /> : null}
          </div>
        </div>
      )}
      <Layers layer={layer} setLayer={setLayer} />
    </div>
  );
}

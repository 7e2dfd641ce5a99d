import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { ConfirmRetention } from '@/app/features/archive/confirm-retention';
import { CorrectDrawer } from '@/app/features/archive/correct-drawer';
import { CorrectRetention } from '@/app/features/archive/correct-retention';
import { FileNoteSection } from '@/app/features/archive/file-note-section';
import { HistorySection } from '@/app/features/archive/history-section';
import { ItemFacts } from '@/app/features/archive/item-facts';
import { categoryOf } from '@/app/features/archive/item-values';
import { LeftTag } from '@/app/features/archive/left-tag';
import { MovePiece } from '@/app/features/archive/move-piece';
import { PlaceSection } from '@/app/features/archive/place-section';
import { ChangeCode, ProvisionalTag } from '@/app/features/archive/provisional-code';
import { RelationsSection } from '@/app/features/archive/relations-section';
import { VoidButton } from '@/app/features/archive/void-button';
import { RecordFiles } from '@/app/features/digital/record-files';
import { InsideSection } from '@/app/features/fonds/inside-section';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ItemDetailView } from '@/server/domain/archive/archive-record';
import { HISTORY_KINDS } from '@/server/domain/archive/item-history';

export const handle: ScreenHandle<ItemDetailView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: data?.item.referenceCode ?? '' },
  ],
};

const LIFE_PAGE = 30;
const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.itemId ?? '';
  if (!UUID.test(id)) {
    throw notFound(context.requestId);
  }
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const workspace = context.api.workspace(params.slug ?? '');
  const api = workspace.archive;
  const kind = oneOf(HISTORY_KINDS, search.get('life'));
  const [detail, life, inside, formerCodes, relations, place, digital, check, layered, note] = await Promise.all([
    loadOrThrow(asked, api.byId({ id })),
    loadOrThrow(asked, api.history({ id, kind, ...pageOfParams(search), limit: LIFE_PAGE })),
    loadOrThrow(asked, workspace.fonds.children({ itemId: id })),
    loadOrThrow(asked, workspace.fonds.formerCodes({ itemId: id })),
    loadOrThrow(asked, api.relations({ itemId: id })),
    loadOrThrow(asked, workspace.storage.placeOfItem({ itemId: id })),
    loadOrThrow(asked, workspace.digital.files({ itemId: id })),
    loadOrThrow(asked, workspace.digital.newestFourProperty({ itemId: id })),
    loadOrThrow(asked, workspace.digital.layeredPdf({ itemId: id })),
    loadOrThrow(asked, api.fileNote({ id })),
  ]);
  return { ...detail, life, inside, formerCodes, relations, place, digital, check, layered, note };
};

const Origin = ({ origin }: { origin: NonNullable<ItemDetailView['origin']> }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const words = t('archive.originImport', { file: origin.fileName, row: String(origin.rowNumber) });
  return (
    <section className="lt-section">
      <h2>{t('archive.origin')}</h2>
      <p>
        {useCan('archive.import') ? <Link to={`/w/${slug}/archives/imports/${origin.batchId}`}>{words}</Link> : words}
      </p>
    </section>
  );
};

export default function ArchiveRecord() {
  const t = useText();
  const { item, life, origin, inside, formerCodes, relations, place, digital, check, layered, note } =
    useLoaderData<typeof loader>();
  const canCorrect = useCan('archive.write') && item.state === 'filed';
  const canAttach = useCan('digital.write') && item.state === 'filed';
  const [correcting, setCorrecting] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={item.title}
        lead={
          <>
            {item.referenceCode} <CopyButton text={item.referenceCode} />{' '}
            <Status kind={item.state === 'filed' ? 'done' : 'none'}>{t(`archive.state_${item.state}`)}</Status>{' '}
            <ProvisionalTag codeState={item.codeState} />
            <LeftTag item={item} />
          </>
        }
        actions={
          canCorrect ? (
            <>
              <VoidButton item={item} />
              <CorrectRetention item={item} />
              <MovePiece item={item} />
              <ConfirmRetention item={item} />
              {item.codeState === 'provisional' ? <ChangeCode item={item} /> : null}
              <Button look="primary" icon="pen" onClick={() => setCorrecting(true)}>
                {t('archive.correct')}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="lt-columns">
        <div>
          <ItemFacts item={item} />
          <RecordFiles
            itemId={item.id}
            files={digital.files}
            hasMore={digital.hasMore}
            check={check}
            layered={layered}
            canAttach={canAttach}
          />
          <PlaceSection place={place} />
          <InsideSection item={item} inside={inside} formerCodes={formerCodes} />
          {note ? <FileNoteSection itemId={item.id} note={note} canWrite={canCorrect && item.leftOn === null} /> : null}
          <RelationsSection item={item} relations={relations} />
          {origin ? <Origin origin={origin} /> : null}
        </div>
        <HistorySection id={item.id} history={life} category={categoryOf(item)} />
      </div>
      {canCorrect ? <CorrectDrawer open={correcting} onClose={() => setCorrecting(false)} item={item} /> : null}
    </div>
  );
}

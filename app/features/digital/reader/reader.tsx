import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { useText } from '@/app/i18n/use-text';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { ViewerView } from '@/server/domain/digital/viewer';
import { Compare } from './compare';
import { FileFacts } from './file-facts';
import { ImageStage, type StageHandle } from './image-stage';
import type { Leaf } from './leaves';
import { OtherFile } from './other-file';
import { PageRail } from './page-rail';
import { ReaderBar } from './reader-bar';
import { Suggestions } from './suggestions';
import { TextPanel } from './text-panel';
import type { TextSource } from './use-page-texts';
import { type ReaderStart, useReader } from './use-reader';
import { useRenewed } from './use-renewed';

interface OwnRecord {
  item: ItemView;
  canCorrectText: boolean;
  canCorrectItem: boolean;
}

interface ReaderProps {
  viewer: ViewerView;
  ask: () => Promise<ViewerView>;
  start: ReaderStart;
  /** Where Esc leads. */
  backTo: string;
  texts: TextSource;
  /** One's own record: with downloads, proof-reading and proposals. Under a grant it is only looked at. */
  own: OwnRecord | null;
}

type ReaderState = ReturnType<typeof useReader>;

const Bar = ({ reader }: { reader: ReaderState }) => {
  const { turning, find, texts, leaves } = reader;
  return (
    <ReaderBar
      at={turning.at}
      total={leaves.length}
      isImage={reader.leaf?.service !== null}
      hasTexts={reader.hasTexts}
      isDouble={turning.isDouble}
      panel={reader.panel}
      isComparing={reader.others.length > 0 ? reader.isComparing : null}
      find={{ word: find.word, count: find.hits.length, at: find.at, isLoading: texts.isLoadingAll }}
      onTurn={reader.turn}
      onGo={reader.go}
      onZoom={turning.zoom}
      onHome={() => turning.stage.current?.home()}
      onRotate={turning.rotate}
      onDouble={turning.toggleDouble}
      onPanel={reader.togglePanel}
      onCompare={reader.toggleCompare}
      onFind={reader.startFind}
      onStep={reader.step}
    />
  );
};

const Texts = ({ reader, own }: { reader: ReaderState; own: OwnRecord | null }) => {
  const { shown, open, texts, find, pointing, turning } = reader;
  return shown.map((leaf, index) => (
    <TextPanel
      key={leaf.key}
      leaf={leaf}
      text={texts.textOf(leaf)}
      hits={find.hits.filter((hit) => hit.leaf === open[index])}
      selected={pointing.line && pointing.line.leaf === open[index] ? pointing.line.line : null}
      canCorrect={own?.canCorrectText ?? false}
      onSelect={(line) => pointing.selectLine(open[index] ?? turning.at, line)}
      onCorrected={texts.keep}
      onReload={() => texts.reload(leaf)}
    />
  ));
};

interface PanelProps {
  reader: ReaderState;
  viewer: ViewerView;
  own: OwnRecord | null;
}

/** Beside the picture: the text, or what is known of the file. Under a grant the mark lies over the text, too. */
const Panel = ({ reader, viewer, own }: PanelProps) => {
  const t = useText();
  const { leaf, panel } = reader;
  if (!leaf || panel === null || (panel === 'text' && leaf.service === null)) return null;
  const texts = <Texts reader={reader} own={own} />;
  const marked = viewer.watermark ? <Watermark text={viewer.watermark.join(' ')}>{texts}</Watermark> : texts;
  return (
    <aside className="lt-reader-panel" aria-label={t(panel === 'text' ? 'digital.text' : 'digital.facts')}>
      {panel === 'facts' ? <FileFacts file={leaf.file} address={viewer.address} /> : marked}
      {panel === 'text' && own ? <Suggestions item={own.item} canCorrect={own.canCorrectItem} /> : null}
    </aside>
  );
};

interface StageProps extends PanelProps {
  texts: TextSource;
  leaf: Leaf;
  renew: () => void;
}

const Stage = ({ reader, viewer, own, leaf, renew, texts }: StageProps) => {
  const t = useText();
  const { turning } = reader;
  const [page] = reader.pages;
  const onReady = (handle: StageHandle | null) => {
    turning.stage.current = handle;
  };
  if (leaf.service === null)
    return (
      <OtherFile
        file={leaf.file}
        address={viewer.address}
        showsOffice={viewer.showsOffice}
        canDownload={own !== null}
        onPages={(pages) => reader.keepTurned(leaf.file.id, pages)}
        onLost={renew}
        texts={texts}
      />
    );
  const shared = { rotation: turning.rotation, onReady, onLost: renew };
  if (reader.isComparing && page) return <Compare leaf={leaf} page={page} others={reader.others} {...shared} />;
  return (
    <ImageStage
      pages={reader.pages}
      focus={reader.pointing.focus}
      label={t('digital.pagePicture', { n: turning.at + 1, name: leaf.file.fileName })}
      {...shared}
    />
  );
};

/** 原文阅读: pages, zoom, two pages, text beside the picture, finding a word at its place. */
export const Reader = ({ viewer: first, ask, start, backTo, texts, own }: ReaderProps) => {
  const t = useText();
  const { viewer, renew, isEnded } = useRenewed(first, ask);
  const reader = useReader({ viewer, start, backTo, texts });
  const { leaf, leaves, find, panel } = reader;
  if (!leaf) return <Empty icon="file" title={t('digital.filesNone')} text={t('digital.filesNoneText')} />;
  const hasPanel = panel === 'facts' || (panel === 'text' && leaf.service !== null);
  return (
    <div className={`lt-reader ${hasPanel ? 'lt-reader-text' : ''}`}>
      <Bar reader={reader} />
      {isEnded ? (
        <p className="lt-note lt-note-attention" role="alert">
          {t('digital.rightEnded')}
        </p>
      ) : null}
      <PageRail
        leaves={leaves}
        open={reader.open}
        onOpen={reader.go}
        found={new Set(find.hits.map((hit) => leaves[hit.leaf]?.key ?? ''))}
      />
      <div className="lt-reader-stage">
        <Stage reader={reader} viewer={viewer} own={own} leaf={leaf} renew={renew} texts={texts} />
      </div>
      {hasPanel ? <Panel reader={reader} viewer={viewer} own={own} /> : null}
    </div>
  );
};

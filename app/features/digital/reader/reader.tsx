import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { ViewerView } from '@/server/domain/digital/viewer';
import { ImageStage } from './image-stage';
import { OtherFile } from './other-file';
import { PageRail } from './page-rail';
import { ReaderBar } from './reader-bar';
import { Suggestions } from './suggestions';
import { TextPanel } from './text-panel';
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
  /** One's own record: with text, downloads and proposals. Under a grant there are the pictures alone. */
  own: OwnRecord | null;
}

type ReaderState = ReturnType<typeof useReader>;

const Bar = ({ reader, hasText }: { reader: ReaderState; hasText: boolean }) => {
  const { turning, find, texts, leaves } = reader;
  return (
    <ReaderBar
      at={turning.at}
      total={leaves.length}
      isImage={reader.leaf?.service !== null}
      isDouble={turning.isDouble}
      isTextOpen={reader.isTextOpen}
      find={hasText ? { word: find.word, count: find.hits.length, at: find.at, isLoading: texts.isLoadingAll } : null}
      onTurn={reader.turn}
      onGo={reader.go}
      onZoom={turning.zoom}
      onHome={() => turning.stage.current?.home()}
      onRotate={turning.rotate}
      onDouble={turning.toggleDouble}
      onText={reader.toggleText}
      onFind={reader.startFind}
      onStep={reader.step}
    />
  );
};

const Panel = ({ reader, own }: { reader: ReaderState; own: OwnRecord }) => {
  const t = useText();
  const { shown, open, texts, find, pointing, turning } = reader;
  return (
    <aside className="lt-reader-panel" aria-label={t('digital.text')}>
      {shown.map((leaf, index) => (
        <TextPanel
          key={leaf.key}
          leaf={leaf}
          text={texts.textOf(leaf)}
          hits={find.hits.filter((hit) => hit.leaf === open[index])}
          selected={pointing.line && pointing.line.leaf === open[index] ? pointing.line.line : null}
          canCorrect={own.canCorrectText}
          onSelect={(line) => pointing.selectLine(open[index] ?? turning.at, line)}
          onCorrected={texts.keep}
          onReload={() => texts.reload(leaf)}
        />
      ))}
      <Suggestions item={own.item} canCorrect={own.canCorrectItem} />
    </aside>
  );
};

/** 原文阅读: pages, zoom, two pages, text beside the picture, finding a word at its place. */
export const Reader = ({ viewer: first, ask, start, backTo, own }: ReaderProps) => {
  const t = useText();
  const { viewer, renew, isEnded } = useRenewed(first, ask);
  const reader = useReader({ viewer, start, backTo, hasText: own !== null });
  const { leaf, leaves, turning, find } = reader;
  if (!leaf) return <Empty icon="file" title={t('digital.filesNone')} text={t('digital.filesNoneText')} />;
  const hasPanel = own !== null && reader.isTextOpen && leaf.service !== null;
  return (
    <div className={`lt-reader ${hasPanel ? 'lt-reader-text' : ''}`}>
      <Bar reader={reader} hasText={own !== null} />
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
        {leaf.service ? (
          <ImageStage
            pages={reader.pages}
            rotation={turning.rotation}
            focus={reader.pointing.focus}
            label={t('digital.pagePicture', { n: turning.at + 1, name: leaf.file.fileName })}
            onReady={(handle) => {
              turning.stage.current = handle;
            }}
            onLost={renew}
          />
        ) : (
          <OtherFile file={leaf.file} canDownload={own !== null} />
        )}
      </div>
      {own && hasPanel ? <Panel reader={reader} own={own} /> : null}
    </div>
  );
};

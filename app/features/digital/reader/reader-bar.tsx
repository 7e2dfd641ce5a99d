import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';

export type PanelKind = 'text' | 'facts';

interface ReaderBarProps {
  at: number;
  total: number;
  isImage: boolean;
  hasTexts: boolean;
  isDouble: boolean;
  panel: PanelKind | null;
  /** Null where there is nothing to lay the page beside. */
  isComparing: boolean | null;
  find: { word: string; count: number; at: number; isLoading: boolean };
  onTurn: (step: 1 | -1) => void;
  onGo: (at: number) => void;
  onZoom: (factor: number) => void;
  onHome: () => void;
  onRotate: () => void;
  onDouble: () => void;
  onPanel: (panel: PanelKind) => void;
  onCompare: () => void;
  onFind: (word: string) => void;
  onStep: (by: 1 | -1) => void;
}

const PageField = ({ at, total, onGo }: Pick<ReaderBarProps, 'at' | 'total' | 'onGo'>) => {
  const t = useText();
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const page = Number(new FormData(event.currentTarget).get('page'));
    if (Number.isInteger(page) && page >= 1 && page <= total) onGo(page - 1);
  };
  return (
    <form className="lt-reader-page" onSubmit={go}>
      <input
        key={at}
        className="lt-input"
        name="page"
        inputMode="numeric"
        defaultValue={at + 1}
        aria-label={t('digital.goToPage')}
        maxLength={5}
      />
      <span className="lt-nowrap" role="status">
        {t('digital.ofPages', { n: total })}
      </span>
    </form>
  );
};

const Find = ({ find, onFind, onStep }: Pick<ReaderBarProps, 'find' | 'onFind' | 'onStep'>) => {
  const t = useText();
  const [typed, setTyped] = useState(find.word);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== find.word) onFind(typed);
    else onStep(1);
  };
  return (
    <search>
      <form className="lt-reader-find" onSubmit={submit}>
        <input
          className="lt-input"
          type="search"
          value={typed}
          placeholder={t('digital.find')}
          aria-label={t('digital.find')}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span className="lt-2 lt-nowrap" role="status">
          {find.isLoading
            ? t('digital.finding')
            : find.word === ''
              ? ''
              : find.count === 0
                ? t('digital.foundNone')
                : t('digital.foundAt', { at: Math.max(0, find.at) + 1, n: find.count })}
        </span>
        <Button icon="up" disabled={find.count === 0} onClick={() => onStep(-1)}>
          {t('digital.findPrevious')}
        </Button>
        <Button type="submit" icon="down">
          {t('digital.findNext')}
        </Button>
      </form>
    </search>
  );
};

type Props = Omit<ReaderBarProps, 'find' | 'onFind' | 'onStep'>;

/** What is done to a picture. On a phone fingers do most of it. */
const PictureTools = ({ isDouble, isComparing, onZoom, onHome, onRotate, onDouble, onCompare }: Props) => {
  const t = useText();
  return (
    <>
      <Button className="lt-reader-zoom" aria-keyshortcuts="+" onClick={() => onZoom(1.4)}>
        {t('digital.zoomIn')}
      </Button>
      <Button className="lt-reader-zoom" aria-keyshortcuts="-" onClick={() => onZoom(1 / 1.4)}>
        {t('digital.zoomOut')}
      </Button>
      <Button className="lt-reader-zoom" aria-keyshortcuts="0" onClick={onHome}>
        {t('digital.zoomHome')}
      </Button>
      <Button icon="refresh" aria-keyshortcuts="r" onClick={onRotate}>
        {t('digital.rotate')}
      </Button>
      <Button className="lt-reader-double" icon="book" aria-keyshortcuts="d" aria-pressed={isDouble} onClick={onDouble}>
        {t('digital.twoPages')}
      </Button>
      {isComparing === null ? null : (
        <Button icon="columns" aria-keyshortcuts="c" aria-pressed={isComparing} onClick={onCompare}>
          {t('digital.compare')}
        </Button>
      )}
    </>
  );
};

/** Everything the keys do, as buttons with words. */
export const ReaderBar = ({ find, onFind, onStep, ...props }: ReaderBarProps) => {
  const { at, total, isImage, hasTexts, panel, onPanel } = props;
  const t = useText();
  return (
    <div className="lt-reader-bar" role="toolbar" aria-label={t('digital.readerTools')}>
      <Button icon="left" aria-keyshortcuts="ArrowLeft" disabled={at === 0} onClick={() => props.onTurn(-1)}>
        {t('digital.previousPage')}
      </Button>
      <PageField at={at} total={total} onGo={props.onGo} />
      <Button icon="right" aria-keyshortcuts="ArrowRight" disabled={at >= total - 1} onClick={() => props.onTurn(1)}>
        {t('digital.nextPage')}
      </Button>
      {isImage ? (
        <>
          <PictureTools {...props} />
          {hasTexts ? (
            <Button icon="list" aria-keyshortcuts="t" aria-pressed={panel === 'text'} onClick={() => onPanel('text')}>
              {t('digital.text')}
            </Button>
          ) : null}
        </>
      ) : null}
      <Button icon="file" aria-keyshortcuts="i" aria-pressed={panel === 'facts'} onClick={() => onPanel('facts')}>
        {t('digital.facts')}
      </Button>
      {isImage && hasTexts ? <Find find={find} onFind={onFind} onStep={onStep} /> : null}
    </div>
  );
};

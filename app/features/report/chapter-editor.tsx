import { useRevalidator } from '@remix-run/react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ChapterView } from '@/server/domain/report/report';
import { LONGEST_PARAGRAPH, MOST_PARAGRAPHS } from '@/server/domain/report/report-vocabulary';
import { FigurePicker } from './figure-picker';
import { Material } from './material';
import { Paragraphs } from './paragraph';
import type { FigureLookup } from './report-lookup';
import { ToneList } from './tone-list';

interface EditorProps {
  reportId: string;
  chapter: ChapterView;
  lookup: FigureLookup;
  onClose: () => void;
}

/** One paragraph a line. Spaces at the ends are how Word indents. */
const paragraphsOf = (typed: string): string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Asks before the window is closed over what is not saved. */
const useUnsaved = (isDirty: boolean): void => {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
};

/** What is typed, where the caret stands, and saving it. */
const useDraft = (reportId: string, chapter: ChapterView, onSaved: () => void) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const area = useRef<HTMLTextAreaElement>(null);
  const saved = chapter.paragraphs.join('\n');
  const [heading, setHeading] = useState(chapter.heading);
  const [level, setLevel] = useState(chapter.level);
  const [typed, setTyped] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isDirty = typed !== saved || heading !== chapter.heading || level !== chapter.level;
  useUnsaved(isDirty);
  const insert = (token: string) => {
    const place = area.current;
    const [from, to] = [place?.selectionStart ?? typed.length, place?.selectionEnd ?? typed.length];
    setTyped(typed.slice(0, from) + token + typed.slice(to));
    requestAnimationFrame(() => {
      place?.focus();
      place?.setSelectionRange(from + token.length, from + token.length);
    });
  };
  const append = (text: string) => setTyped(typed.trim() === '' ? text : `${typed.replace(/\s+$/u, '')}\n${text}`);
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { id: chapterId, rowVersion } = chapter;
      const paragraphs = paragraphsOf(typed);
      await client.report.saveChapter.mutate({ reportId, chapterId, rowVersion, heading, level, paragraphs });
      toast({ text: t('report.chapterSaved') });
      revalidate();
      onSaved();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { area, heading, setHeading, level, setLevel, typed, setTyped, busy, failure, isDirty, insert, append, save };
};
type Draft = ReturnType<typeof useDraft>;

const Fields = ({ draft }: { draft: Draft }) => {
  const t = useText();
  const helpId = useId();
  const { area, heading, setHeading, level, setLevel, typed, setTyped } = draft;
  return (
    <>
      <div className="lt-report-editor-head">
        <label className="lt-field">
          <span className="lt-label">{t('report.heading')}</span>
          <input
            className="lt-input"
            maxLength={120}
            value={heading}
            onChange={(event) => setHeading(event.target.value)}
          />
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('report.level')}</span>
          <select
            className="lt-select"
            value={level}
            onChange={(event) => setLevel(event.target.value === '1' ? 1 : event.target.value === '2' ? 2 : 3)}
          >
            {([1, 2, 3] as const).map((one) => (
              <option key={one} value={one}>
                {t(`report.level${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label className="lt-field">
        <span className="lt-label">{t('report.body')}</span>
        <textarea
          ref={area}
          className="lt-input lt-textarea"
          rows={Math.min(18, Math.max(6, paragraphsOf(typed).length * 3))}
          maxLength={LONGEST_PARAGRAPH * MOST_PARAGRAPHS}
          aria-describedby={helpId}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p id={helpId} className="lt-3">
        {t('report.bodyHelp', { example: '{S0-09 接待档案利用者人次}' })}
      </p>
    </>
  );
};

/** 修改一章. Plain text with chips in braces: it survives paste, undo and an input method. */
export const ChapterEditor = ({ reportId, chapter, lookup, onClose }: EditorProps) => {
  const t = useText();
  const draft = useDraft(reportId, chapter, onClose);
  const { heading, typed, busy, failure, isDirty, insert, append, save } = draft;
  const [layer, setLayer] = useState<'pick' | 'discard' | null>(null);
  const close = () => setLayer(null);
  const pick = (token: string) => {
    close();
    insert(token);
  };
  return (
    <section className="lt-report-editor" aria-label={t('report.editChapter', { heading: chapter.heading })}>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <Fields draft={draft} />
      <div className="lt-wrap">
        <Button icon="hash" onClick={() => setLayer('pick')}>
          {t('report.insertFigure')}
        </Button>
        <span className="lt-grow" />
        <Button onClick={() => (isDirty ? setLayer('discard') : onClose())}>{t('report.cancelEdit')}</Button>
        <Button
          look="primary"
          icon="check"
          busy={busy}
          disabled={!isDirty || !heading.trim()}
          onClick={() => void save()}
        >
          {t('report.saveChapter')}
        </Button>
      </div>
      <h3>{t('report.preview')}</h3>
      <div className="lt-report-preview">
        <Paragraphs texts={paragraphsOf(typed)} lookup={lookup} isMarked />
        {typed.trim() === '' ? <p className="lt-2">{t('report.previewEmpty')}</p> : null}
      </div>
      <ToneList paragraphs={paragraphsOf(typed)} />
      <Material reportId={reportId} blocks={chapter.blocks} lookup={lookup} onTake={append} />
      {layer === 'pick' ? <FigurePicker onClose={close} onPick={pick} /> : null}
      <Confirm
        open={layer === 'discard'}
        onClose={close}
        title={t('report.discard')}
        effect={t('report.discardEffect')}
        act={t('report.discard')}
        cancelLabel={t('report.keepEditing')}
        onConfirm={async () => onClose()}
      />
    </section>
  );
};

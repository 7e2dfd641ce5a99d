import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import type { DigitalFileView } from '@/server/domain/digital/digital-file';
import type { PageTextView } from '@/server/domain/digital/page-text';
import { PlainText } from './text-panel';
import type { TextSource } from './use-page-texts';

const AT_ONCE = 20;
const isRead = (text: PageTextView): boolean => text.state === 'recognised';

/** What a document says itself, for a machine that cannot show its pages. */
export const FileText = ({ file, source }: { file: DigitalFileView; source: TextSource }) => {
  const t = useText();
  const [texts, setTexts] = useState<readonly PageTextView[]>([]);
  const [isMore, setMore] = useState(false);
  const latest = useRef(source);
  latest.current = source;
  const load = useCallback(
    async (from: number) => {
      const pages = Array.from({ length: AT_ONCE }, (_, at) => ({ fileId: file.id, page: from + at }));
      const found = await latest.current.ask(pages).catch(() => []);
      setTexts((before) => [...before.slice(0, from - 1), ...found]);
      // The end of the document is where nothing has been read.
      setMore(found.length === AT_ONCE && found.every(isRead));
    },
    [file.id],
  );
  const isWaiting = texts.length === 0 || texts[0]?.state === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    void load(1);
    const timer = setInterval(() => void load(1), latest.current.askAgainMs);
    return () => clearInterval(timer);
  }, [isWaiting, load]);
  const first = texts[0];
  if (!first || first.state === 'waiting')
    return (
      <p className="lt-2" role="status">
        {t('digital.fileTextWaiting')}
      </p>
    );
  if (first.state === 'failed')
    return (
      <p className="lt-2">{t('digital.textFailed', { reason: t(`digital.failure_${first.failure ?? 'failed'}`) })}</p>
    );
  const read = texts.filter(isRead);
  return (
    <section className="lt-file-text" aria-label={t('digital.fileText')}>
      <h2>{t('digital.fileText')}</h2>
      {read.map((text) => (
        <PlainText key={text.page} text={text} hits={[]} />
      ))}
      {isMore ? <Button onClick={() => void load(texts.length + 1)}>{t('digital.fileTextMore')}</Button> : null}
    </section>
  );
};

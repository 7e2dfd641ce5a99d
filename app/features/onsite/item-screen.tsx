import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { OnsiteItem, OnsitePack } from '@/server/domain/inspection/onsite';
import { isConflict } from '@/server/domain/inspection/onsite-vocabulary';
import { hasPicture, type ItemKey, type SeenAnswer, seenAnswers, writeAnswer } from './drafts';
import { Conflict, Judgement, NOTHING, Note, Severity, type Words, wordsOf } from './item-fields';
import { PhotoStrip } from './photo-strip';
import type { Onsite } from './use-onsite';

const Steps = ({ pack, number }: { pack: OnsitePack; number: number }) => {
  const t = useText();
  const at = (place: string | number) => `#/${pack.inspectionId}/${place}`;
  const isLast = number === pack.items.length;
  return (
    <nav className="lt-site-steps" aria-label={t('onsite.itemList')}>
      {number > 1 ? (
        <a className="lt-btn" href={at(number - 1)}>
          <Icon name="left" />
          <span>{t('onsite.previous')}</span>
        </a>
      ) : null}
      <a className="lt-btn" href={at('list')}>
        <Icon name="list" />
        <span>{t('onsite.jump')}</span>
      </a>
      <a className="lt-btn lt-btn-primary" href={at(isLast ? 'sign' : number + 1)}>
        <span>{isLast ? t('onsite.toSign') : t('onsite.next')}</span>
        <Icon name="right" />
      </a>
    </nav>
  );
};

/** What is on the screen at once, and in the phone's store a moment later. */
const useWords = (onsite: Onsite, key: ItemKey, latest: SeenAnswer | undefined) => {
  const [words, setWords] = useState<Words>(latest ? wordsOf(latest) : NOTHING);
  const [isKept, setKept] = useState(true);
  const touched = useRef(false);
  const { reload } = onsite;
  // Another's answer that arrives is shown, unless one's own is being written.
  const latestId = latest?.id;
  useEffect(() => {
    if (latest && latestId && !touched.current) setWords(wordsOf(latest));
  }, [latest, latestId]);
  const change = (changes: Partial<Words>, settles = false) => {
    touched.current = true;
    setWords((before) => ({ ...before, ...changes }));
    setKept(false);
    writeAnswer(key, changes, settles).then(
      () => {
        setKept(true);
        void reload();
      },
      () => void reload(),
    );
  };
  return { words, change, isKept };
};

/** 一屏一项. */
export const ItemScreen = ({
  onsite,
  pack,
  item,
  number,
}: {
  onsite: Onsite;
  pack: OnsitePack;
  item: OnsiteItem;
  number: number;
}) => {
  const t = useText();
  const locale = useLocale();
  const key = { owner: onsite.owner, inspectionId: pack.inspectionId, itemCode: item.code };
  const local = onsite.everything.answers.filter((answer) => answer.inspectionId === pack.inspectionId);
  const seen = seenAnswers(pack.standing, local, item.code);
  const { words, change, isKept } = useWords(onsite, key, seen.at(-1));
  const refusal = local.find((answer) => answer.content.itemCode === item.code)?.refusal;
  const lacksPhoto = item.needsPhoto && !hasPicture(pack, onsite.everything.photos, item.code);
  const isLocal = local.some((answer) => answer.content.itemCode === item.code);
  const last = pack.lastFindings.filter((finding) => finding.checklistCode === item.code);
  return (
    <>
      <p className="lt-3">
        {pack.unitName}
        {t('common.comma')}
        {t('onsite.itemOf', { n: number, total: pack.items.length })}
      </p>
      <h1 className="lt-site-question">
        {item.code} {locale === 'en' ? item.en : item.zh}
      </h1>
      <p className="lt-2">
        {[
          item.method,
          item.score === null ? '' : t('onsite.score', { n: item.score }),
          item.needsPhoto ? t('onsite.needsPhoto') : '',
        ]
          .filter(Boolean)
          .join(t('common.comma'))}
      </p>
      {isConflict(seen) ? <Conflict seen={seen} onTake={(taken) => change(taken, true)} /> : null}
      {last.length > 0 ? (
        <section className="lt-note lt-note-info lt-site-last">
          <div>
            <h2>{t('onsite.lastFindings')}</h2>
            {last.map((finding) => (
              <p key={finding.fact}>{finding.fact}</p>
            ))}
          </div>
        </section>
      ) : null}
      {item.needsPhoto ? <PhotoStrip onsite={onsite} pack={pack} itemKey={key} /> : null}
      {lacksPhoto ? (
        <p className="lt-note lt-note-attention" role="status">
          {t('remedy.photoFirst')}
        </p>
      ) : null}
      <Judgement item={item} words={words} change={change} locked={lacksPhoto} />
      {item.needsPhoto ? null : <PhotoStrip onsite={onsite} pack={pack} itemKey={key} />}
      <a className="lt-btn lt-site-wide" href={`#/${pack.inspectionId}/${number}/sample`}>
        <Icon name="scan" />
        <span>{t('onsite.sampleTitle')}</span>
      </a>
      <Note item={item} words={words} change={change} pack={pack} />
      {words.verdict !== null && words.verdict !== 'met' && words.verdict !== 'na' ? (
        <Severity words={words} change={change} />
      ) : null}
      <p className="lt-3 lt-site-kept" role="status" data-kept={isKept || undefined}>
        {refusal
          ? t(refusal === 'PHOTO_NEEDED' ? 'remedy.photoAnswerWaits' : 'onsite.photoRefused')
          : seen.length === 0
            ? null
            : !isKept
              ? null
              : isLocal
                ? t('onsite.itemSaved')
                : t('onsite.itemSent')}
      </p>
      <Steps pack={pack} number={number} />
    </>
  );
};

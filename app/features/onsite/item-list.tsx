import { useLocale, useText } from '@/app/i18n/use-text';
import type { OnsitePack } from '@/server/domain/inspection/onsite';
import { isConflict } from '@/server/domain/inspection/onsite-vocabulary';
import { seenAnswers } from './drafts';
import type { Onsite } from './use-onsite';

/** 跳到: every item with what was said of it. */
export const ItemList = ({ onsite, pack }: { onsite: Onsite; pack: OnsitePack }) => {
  const t = useText();
  const locale = useLocale();
  const local = onsite.everything.answers.filter((answer) => answer.inspectionId === pack.inspectionId);
  const words = (code: string): string => {
    const seen = seenAnswers(pack.standing, local, code);
    if (isConflict(seen)) return t('onsite.conflictMark');
    const verdict = seen.at(-1)?.verdict;
    return verdict ? t(`onsite.verdict_${verdict}`) : t('onsite.unanswered');
  };
  return (
    <>
      <h1>{t('onsite.jump')}</h1>
      <p className="lt-2">{pack.unitName}</p>
      <ol className="lt-site-list" aria-label={t('onsite.itemList')}>
        {pack.items.map((item, index) => (
          <li key={item.code}>
            <a href={`#/${pack.inspectionId}/${index + 1}`}>
              <span className="lt-grow">
                {item.code} {locale === 'en' ? item.en : item.zh}
              </span>
              <span className="lt-site-word">{words(item.code)}</span>
            </a>
          </li>
        ))}
      </ol>
      <a className="lt-btn lt-btn-primary lt-site-wide" href={`#/${pack.inspectionId}/sign`}>
        {t('onsite.toSign')}
      </a>
    </>
  );
};

import { Link, useSearchParams } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { type ItemAnswer, ratingOf, verdictOfRating } from '@/server/domain/inspection/scoring';
import { VerdictStatus } from './verdict-status';

interface ItemListProps {
  name: string;
  items: readonly ChecklistItem[];
  answers: readonly ItemAnswer[];
  current: string | null;
}

/** Left: the items by section, each with what was answered. */
export const ItemList = ({ name, items, answers, current }: ItemListProps) => {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const byCode = new Map(answers.map((answer) => [answer.itemCode, answer]));
  const verdictOf = (item: ChecklistItem) => verdictOfRating(ratingOf(item, byCode.get(item.code)));
  const answered = items.filter((item) => verdictOf(item) !== null).length;
  return (
    <nav className="lt-checklist" aria-label={name}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{name}</h2>
        <span className="lt-2">{t('checklist.answeredOf', { n: answered, all: items.length })}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={t('checklist.items')}>
        {items.map((item, at) => (
          <li key={item.code}>
            {item.section !== '' && item.section !== items[at - 1]?.section ? (
              <p className="lt-checklist-section lt-2">{item.section}</p>
            ) : null}
            <Link
              to={withParams(params, { item: item.code, record: null }, { keepPage: true })}
              preventScrollReset
              aria-current={current === item.code ? 'true' : undefined}
            >
              <span className="lt-checklist-code">{item.code}</span>
              <span className="lt-grow lt-ellipsis">{locale === 'zh-CN' || item.en === '' ? item.zh : item.en}</span>
              <VerdictStatus verdict={verdictOf(item)} hideWord />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

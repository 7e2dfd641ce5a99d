import type { ReactNode } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { LEGAL_ITEMS } from '@/server/domain/inspection/legal-item';

interface ItemsTableProps {
  items: readonly ChecklistItem[];
  /** Beside an item: what to do with it, or what is wrong with it. */
  beside?: { title: string; render: (item: ChecklistItem, index: number) => ReactNode };
}

/** All items of a list, whole: they are at most five hundred and are read as one paper. */
export const ItemsTable = ({ items, beside }: ItemsTableProps) => {
  const t = useText();
  const locale = useLocale();
  const matterOf = (code: string) => LEGAL_ITEMS.findIndex((matter) => matter.code === code) + 1;
  const worth = (item: ChecklistItem) => (item.risk ? t(`checklist.risk_${item.risk}`) : (item.score ?? '—'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="lt-scroll-x" tabIndex={0} aria-label={t('checklist.itemsCaption')}>
      <table className="lt-table">
        <caption className="lt-hidden">{t('checklist.itemsCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('checklist.code')}</th>
            <th scope="col">{t('checklist.text')}</th>
            <th scope="col">{t('checklist.section')}</th>
            <th scope="col" className="lt-num">
              {t('checklist.legalItem')}
            </th>
            <th scope="col">{t('checklist.type')}</th>
            <th scope="col" className="lt-num">
              {t('checklist.score')}
            </th>
            {beside ? <th scope="col">{beside.title}</th> : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft may hold one code twice until it is mended
            <tr key={`${item.code}-${index}`}>
              <td className="lt-nowrap">{item.code}</td>
              <td>{locale === 'zh-CN' || item.en === '' ? item.zh : item.en}</td>
              <td>{item.section}</td>
              <td className="lt-num">{matterOf(item.legalItem)}</td>
              <td className="lt-nowrap">{t(`checklist.type_${item.type}`)}</td>
              <td className="lt-num lt-nowrap">{worth(item)}</td>
              {beside ? <td>{beside.render(item, index)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

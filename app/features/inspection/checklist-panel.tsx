import { Link, useSearchParams } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { FindingView } from '@/server/domain/inspection/finding';

interface ChecklistPanelProps {
  name: string;
  items: readonly ChecklistItem[];
  findings: readonly FindingView[];
  current: string | null;
}

/** Left: what is looked at. An item with findings carries their number; the chosen one is what a finding is filed under. */
export const ChecklistPanel = ({ name, items, findings, current }: ChecklistPanelProps) => {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const countOf = (code: string) => findings.filter((finding) => finding.checklistCode === code).length;
  const worth = (item: ChecklistItem) => (item.risk ? t(`inspection.risk_${item.risk}`) : (item.score ?? '—'));
  return (
    <nav className="lt-checklist" aria-label={name}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{name}</h2>
        <span className="lt-2">{t('inspection.checklistProgress', { n: items.length })}</span>
      </div>
      <ul>
        {items.map((item) => {
          const count = countOf(item.code);
          return (
            <li key={item.code}>
              <Link
                to={withParams(params, { item: item.code }, { keepPage: true })}
                preventScrollReset
                aria-current={current === item.code ? 'true' : undefined}
              >
                <span className="lt-checklist-code">{item.code}</span>
                <span className="lt-grow lt-ellipsis">{locale === 'zh-CN' ? item.zh : item.en}</span>
                {count > 0 ? (
                  <Status kind="failed">{t('inspection.checklistFindings', { n: count })}</Status>
                ) : (
                  <span className="lt-3 lt-num">{worth(item)}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

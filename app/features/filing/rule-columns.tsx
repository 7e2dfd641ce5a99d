import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName, retentionName } from '@/app/features/archive/archive-labels';
import type { Translate } from '@/app/i18n/messages';
import type { FrozenRule } from '@/server/domain/filing/retention-schedule';

/** Columns of a schedule's rules, the same for the unit and the authority. */
export const ruleColumns = <Rule extends FrozenRule>(
  t: Translate,
  categories: Categories,
  reasonOf: (rule: Rule) => string | null,
): Column<Rule>[] => [
  {
    key: 'code',
    title: t('filing.ruleCode'),
    render: (rule) => <span className="lt-code lt-nowrap">{rule.code}</span>,
    width: '96px',
    onPhone: 'title',
  },
  {
    key: 'category',
    title: t('filing.category'),
    render: (rule) => categoryName(rule.categoryCode, categories),
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'text',
    title: t('filing.ruleText'),
    render: (rule) => {
      const reason = reasonOf(rule);
      return (
        <>
          {rule.description}
          {reason ? (
            <p>
              <Status kind="attention">{reason}</Status>
            </p>
          ) : null}
        </>
      );
    },
  },
  {
    key: 'retention',
    title: t('filing.retention'),
    render: (rule) => (
      <>
        {retentionName(rule.retentionCode, categories.locale)}
        {rule.isMinimum ? <span className="lt-3"> {t('filing.ruleMinimum')}</span> : null}
      </>
    ),
    width: '152px',
  },
  {
    key: 'basis',
    title: t('filing.ruleBasis'),
    render: (rule) => t(`filing.basis_${rule.basis}`),
    width: '128px',
    onPhone: 'hide',
  },
  {
    key: 'source',
    title: t('filing.ruleSource'),
    render: (rule) => rule.source ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
];

/** Rules whose code or words hold what was typed. */
export const filterRules = <Rule extends FrozenRule>(rules: readonly Rule[], typed: string | null): Rule[] => {
  const words = (typed ?? '').trim().toLowerCase();
  return rules.filter((rule) => `${rule.code} ${rule.description}`.toLowerCase().includes(words));
};

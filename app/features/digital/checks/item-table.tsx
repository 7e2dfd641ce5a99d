import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { CHECK_RESULTS, type FourPropertyDetail, type ItemCount } from '@/server/domain/digital/four-property';
import { findFourPropertyRule, writtenCode } from '@/server/domain/digital/four-property-rules';
import { describeItem, propertyName, resultName } from '@/server/domain/digital/four-property-words';
import { RESULT_KINDS } from './check-words';
import { DecideDrawer, type Decision } from './decide-drawer';

const isOpen = ({ counts, own }: ItemCount): boolean =>
  (counts.needs_person ?? 0) + (counts.not_run ?? 0) > 0 || own?.result === 'needs_person' || own?.result === 'not_run';

const Results = ({ item }: { item: ItemCount }) => {
  const t = useText();
  const locale = useLocale();
  if (item.own)
    return (
      <Status kind={RESULT_KINDS[item.own.result]}>
        {resultName(item.own.result, locale)}
        {item.own.byPerson ? t('fourProperty.byPerson') : ''}
        {item.own.detail ? ` ${describeItem(item.own, locale)}` : ''}
      </Status>
    );
  const found = CHECK_RESULTS.filter((result) => item.counts[result]);
  if (found.length === 0) return <Status kind="none">{t('fourProperty.itemNot')}</Status>;
  return (
    <ul className="lt-reasons lt-check-results">
      {found.map((result) => (
        <li key={result}>
          <Status kind={RESULT_KINDS[result]}>
            {resultName(result, locale)} {item.counts[result]}
          </Status>
        </li>
      ))}
    </ul>
  );
};

const columnsOf = (t: Translate, locale: Locale, run: FourPropertyDetail): Column<ItemCount>[] => {
  const ruleOf = (item: ItemCount) => findFourPropertyRule(item.code);
  const nameOf = (item: ItemCount) => (locale === 'en' ? ruleOf(item)?.en : ruleOf(item)?.zh) ?? item.code;
  const propertyOf = (item: ItemCount) => {
    const property = ruleOf(item)?.property;
    return property ? propertyName(property, locale) : '';
  };
  return [
    {
      key: 'code',
      title: t('fourProperty.itemCode'),
      render: (item) => writtenCode(run.phase, item.code),
      width: '88px',
    },
    { key: 'property', title: t('fourProperty.itemProperty'), render: propertyOf, width: '104px' },
    { key: 'name', title: t('fourProperty.itemName'), render: nameOf, onPhone: 'title' },
    { key: 'result', title: t('fourProperty.itemResult'), render: (item) => <Results item={item} />, width: '360px' },
  ];
};

/** 各项结果: what each item found, and the means to decide what the machine left open. */
export const ItemTable = ({ run, canDecide }: { run: FourPropertyDetail; canDecide: boolean }) => {
  const t = useText();
  const locale = useLocale();
  const [decision, setDecision] = useState<Decision | null>(null);
  return (
    <>
      <DataTable
        name="check-items"
        caption={t('fourProperty.items')}
        columns={columnsOf(t, locale, run)}
        rows={run.items}
        page={{ nextCursor: null, previousCursor: null, total: null }}
        rowKey={(item) => item.code}
        rowLabel={(item) => writtenCode(run.phase, item.code)}
        rowActions={(item) =>
          canDecide && isOpen(item) ? (
            <Button
              aria-label={`${t('fourProperty.decide')} ${writtenCode(run.phase, item.code)}`}
              onClick={() => setDecision({ code: item.code, record: null })}
            >
              {t('fourProperty.decide')}
            </Button>
          ) : null
        }
        empty={<Empty icon="check" title={t('fourProperty.itemNot')} />}
      />
      <DecideDrawer run={run} decision={decision} onClose={() => setDecision(null)} />
    </>
  );
};

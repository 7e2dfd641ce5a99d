import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { RetentionOfItemView } from '@/server/domain/filing/retention-schedule';
import { retentionName } from './archive-labels';
import { useItemAct } from './use-item-act';

interface Values {
  ruleId: string;
  basisDate?: string;
}

/** 按期限表核定: a person says which line of the schedule a filed record falls under; words in common are shown beside each. */
export const ConfirmRetention = ({ item }: { item: ItemView }) => {
  const t = useText();
  const locale = useLocale();
  const { client, open, show, hide, done } = useItemAct();
  const [known, setKnown] = useState<RetentionOfItemView | null>(null);
  useEffect(() => {
    if (!open) {
      setKnown(null);
      return;
    }
    let isHere = true;
    client.filing.retentionOfItem
      .query({ itemId: item.id })
      .then((answer) => isHere && setKnown(answer))
      .catch(() => isHere && setKnown({ confirmed: null, choices: [] }));
    return () => {
      isHere = false;
    };
  }, [client, item.id, open]);
  const labels = { ruleId: t('cataloguing.confirmRuleChoice'), basisDate: t('archive.retentionBasisDate') };
  return (
    <>
      <Button onClick={show}>{t('cataloguing.confirmRule')}</Button>
      {known ? (
        <FormDrawer<Values>
          open={open}
          onClose={hide}
          width={560}
          title={t('cataloguing.confirmRule')}
          submitLabel={t('cataloguing.confirmRuleSave')}
          initialValues={{ ruleId: known.choices[0]?.ruleId ?? '' }}
          fieldLabels={labels}
          onSubmit={async ({ ruleId, basisDate }) => {
            const { expiresOn } = await client.filing.confirmRetention.mutate({
              itemId: item.id,
              rowVersion: item.rowVersion,
              ruleId,
              ...(basisDate ? { basisDate } : {}),
            });
            done(
              expiresOn
                ? t('cataloguing.confirmRuleDone', { date: formatIsoDate(expiresOn) })
                : t('cataloguing.confirmRuleDoneOpen'),
            );
          }}
        >
          <p className="lt-2">{t('cataloguing.confirmRuleLead')}</p>
          <p className="lt-note lt-note-info">
            {known.confirmed ? t('cataloguing.confirmRuleNow', known.confirmed) : t('cataloguing.confirmRuleNone')}
          </p>
          {known.choices.length === 0 ? (
            <p className="lt-note lt-note-attention" role="status">
              {t('cataloguing.confirmRuleEmpty')}
            </p>
          ) : null}
          <FormField name="ruleId" label={labels.ruleId} required>
            <select className="lt-select" disabled={known.choices.length === 0}>
              {known.choices.map((one) => (
                <option key={one.ruleId} value={one.ruleId}>
                  {[
                    `${one.code} ${one.text}`,
                    retentionName(one.retentionCode, locale),
                    one.matched.length > 0
                      ? t('cataloguing.confirmRuleMatched', { words: one.matched.join(t('common.list')) })
                      : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="basisDate" label={labels.basisDate} help={t('archive.retentionBasisDateHelp')}>
            <input className="lt-input" type="date" />
          </FormField>
        </FormDrawer>
      ) : null}
    </>
  );
};

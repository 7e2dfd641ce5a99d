import { Form, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { categoryOptions, retentionOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { FondsListRow } from '@/server/domain/fonds/fonds';

interface SelectionFormProps {
  fonds: readonly Pick<FondsListRow, 'id' | 'number' | 'name'>[];
  thisYear: number;
}

/** Which records are to be checked and numbered. An address, so that it can be kept and sent. */
export const SelectionForm = ({ fonds, thisYear }: SelectionFormProps) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const [params] = useSearchParams();
  const chosen = (name: string, otherwise: string): string => params.get(name) ?? otherwise;
  return (
    <Form method="get" className="lt-wrap lt-codes-form" key={params.toString()} preventScrollReset>
      <label className="lt-row">
        <span className="lt-3 lt-nowrap">{t('fonds.chooseFonds')}</span>
        <select className="lt-select" name="fonds" defaultValue={chosen('fonds', fonds[0]?.id ?? '')}>
          {fonds.map((one) => (
            <option key={one.id} value={one.id}>
              {`${one.number} ${one.name}`}
            </option>
          ))}
        </select>
      </label>
      <label className="lt-row">
        <span className="lt-3 lt-nowrap">{t('fonds.category')}</span>
        <select className="lt-select" name="category" defaultValue={chosen('category', 'WS')}>
          {categoryOptions(categories).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
      <label className="lt-row">
        <span className="lt-3 lt-nowrap">{t('fonds.chooseYear')}</span>
        <input
          className="lt-input lt-input-year"
          name="year"
          inputMode="numeric"
          pattern="[12][0-9]{3}"
          maxLength={4}
          required
          defaultValue={chosen('year', String(thisYear - 1))}
        />
      </label>
      <label className="lt-row">
        <span className="lt-3 lt-nowrap">{t('fonds.chooseRetention')}</span>
        <select className="lt-select" name="retention" defaultValue={chosen('retention', '')}>
          <option value="">{t('fonds.all')}</option>
          {retentionOptions(locale).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
      <label className="lt-row">
        <span className="lt-3 lt-nowrap">{t('fonds.chooseOrg')}</span>
        <input className="lt-input lt-input-org" name="org" maxLength={20} defaultValue={chosen('org', '')} />
      </label>
      <Button type="submit" look={params.has('fonds') ? 'plain' : 'primary'} icon="check">
        {t('fonds.check')}
      </Button>
    </Form>
  );
};

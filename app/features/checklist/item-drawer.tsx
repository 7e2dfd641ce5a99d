import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { ITEM_TYPES, RISKS } from '@/server/domain/inspection/checklist-vocabulary';
import { LEGAL_ITEMS } from '@/server/domain/inspection/legal-item';
import { platformCodeOf } from '@/server/domain/inspection/platform-check-vocabulary';
import { PROBES } from '@/server/domain/inspection/probes';
import { CheckList } from '../inspection/check-list';

type Values = Omit<ChecklistItem, 'score' | 'threshold' | 'deductEach' | 'risk' | 'platformCode'> & {
  score?: string;
  threshold?: string;
  deductEach?: string;
  risk?: string;
  platformCode?: string;
};

interface ItemDrawerProps {
  open: boolean;
  item: ChecklistItem | null;
  sections: readonly string[];
  onClose: () => void;
  onDone: (item: ChecklistItem) => void;
}

const numberOf = (typed: string | number | undefined): number | null => {
  const text = String(typed ?? '')
    .normalize('NFKC')
    .trim();
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
};
const shownNumber = (value: number | null): string => (value === null ? '' : String(value));

/** One item of a draft. It is kept in the page until the list is saved. */
export const ItemDrawer = ({ open, item, sections, onClose, onDone }: ItemDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const words = locale === 'zh-CN' ? 'zh' : 'en';
  const initial: Partial<Values> = item
    ? {
        ...item,
        score: shownNumber(item.score),
        threshold: shownNumber(item.threshold),
        deductEach: shownNumber(item.deductEach),
        risk: item.risk ?? '',
        platformCode: item.platformCode ?? '',
      }
    : { type: 'yesno', legalItem: 'LI4', needsPhoto: false, probes: [], section: '', risk: '' };
  const finish = ({ platformCode: typedCode = '', ...values }: Values) => {
    const platformCode = platformCodeOf(typedCode);
    const risk = RISKS.find((one) => one === values.risk) ?? null;
    onDone({
      ...values,
      en: values.en ?? '',
      method: values.method ?? '',
      section: values.section ?? '',
      needsPhoto: values.needsPhoto ?? false,
      probes: values.probes ?? [],
      risk,
      score: numberOf(values.score),
      threshold: numberOf(values.threshold),
      deductEach: numberOf(values.deductEach),
      ...(platformCode === '' ? {} : { platformCode }),
    });
    return Promise.resolve();
  };
  const number = (name: 'score' | 'threshold' | 'deductEach') => (
    <FormField name={name} label={t(`checklist.${name}`)}>
      <input className="lt-input" inputMode="decimal" maxLength={10} />
    </FormField>
  );
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t(item ? 'checklist.editItem' : 'checklist.addItem')}
      initialValues={initial}
      onSubmit={finish}
    >
      <FormField name="code" label={t('checklist.code')} required>
        <input className="lt-input" maxLength={20} />
      </FormField>
      <FormField name="zh" label={t('checklist.text')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={300} />
      </FormField>
      <FormField name="legalItem" label={t('checklist.legalItem')} required>
        <select className="lt-select">
          {LEGAL_ITEMS.map((matter, at) => (
            <option key={matter.code} value={matter.code}>
              {at + 1} {matter[words]}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="type" label={t('checklist.type')} required>
        <select className="lt-select">
          {ITEM_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`checklist.type_${type}`)}
            </option>
          ))}
        </select>
      </FormField>
      {number('score')}
      <FormField name="risk" label={t('checklist.risk')}>
        <select className="lt-select">
          <option value="">{t('checklist.none')}</option>
          {RISKS.map((risk) => (
            <option key={risk} value={risk}>
              {t(`checklist.risk_${risk}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="section" label={t('checklist.section')}>
        <input className="lt-input" maxLength={60} list="checklist-sections" />
      </FormField>
      <datalist id="checklist-sections">
        {sections.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {number('threshold')}
      {number('deductEach')}
      <FormField name="method" label={t('checklist.how')}>
        <input className="lt-input" maxLength={300} />
      </FormField>
      <FormField name="needsPhoto" label={t('checklist.needsPhoto')} valuePropName="checked">
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
      <FormField name="probes" label={t('checklist.probes')} group>
        <CheckList
          label={t('checklist.probes')}
          choices={PROBES.map((probe) => ({ value: probe.code, label: probe.name[words] }))}
        />
      </FormField>
      <FormField name="platformCode" label={t('checklist.platformCode')} help={t('checklist.platformCodeHelp')}>
        <input className="lt-input" maxLength={40} pattern="[0-9A-Za-z_\-]{4,40}" />
      </FormField>
      <FormField name="en" label={t('checklist.english')}>
        <input className="lt-input" maxLength={300} />
      </FormField>
    </FormDrawer>
  );
};

import { Form } from 'antd';
import type { ChangeEventHandler } from 'react';
import { FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { FondsView } from '@/server/domain/archive/archive-list';
import { type SchemeView, schemeInForce } from '@/server/domain/archive/classification-scheme';
import { gridColumns } from '@/server/domain/archive/grid-row';
import { categoryOptions, columnLabel, retentionOptions, templateOf } from './archive-labels';
import { DetailFields, TopicField, useFieldHelp } from './detail-fields';
import { PROVISIONAL } from './new-item-values';
import { RetentionSuggestions } from './retention-suggestions';
import { SimilarNote } from './similar-note';
import { useCategories } from './use-categories';
import { useSimilar } from './use-similar';

const OPEN_CODES = ['unreviewed', 'open', 'controlled', 'delayed'] as const;
/** Shown below their own heading, or by a control of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'filingYear',
  'retentionCode',
  'orgCode',
  'referenceCode',
  'catalogueNumber',
  'fileNumber',
  'title',
  'topics',
  'openFlag',
  'remarks',
]);
const COUNTS: ReadonlySet<string> = new Set(['pageCount', 'frameCount']);

export const NumberingNote = ({ schemes, fonds }: { schemes: readonly SchemeView[]; fonds: readonly FondsView[] }) => {
  const t = useText();
  const [fondsId, categoryCode = '', filingYear] = [
    Form.useWatch('fondsId'),
    Form.useWatch<string>('categoryCode'),
    Form.useWatch('filingYear'),
  ];
  const own = schemes.filter((candidate) => candidate.fondsId === fondsId);
  const scheme = schemeInForce(own, categoryCode, Number(filingYear) || null);
  const { name, example } = templateOf(scheme?.templateCode ?? '');
  const number = fonds.find((one) => one.id === fondsId)?.number ?? '';
  const text = scheme
    ? t('archive.newNumberedBy', {
        name: scheme.own?.name ?? name,
        example: scheme.own?.pattern ?? example.replace(/^[^-]+/, number),
      })
    : t('archive.newNoTemplate');
  return (
    <p className={`lt-note ${scheme ? 'lt-note-info' : 'lt-note-attention'}`} role="status">
      {text}
    </p>
  );
};

/** Live: what has the same code, number or title. */
export const LiveCheck = ({ exceptId }: { exceptId?: string }) => {
  const [referenceCode, documentNumber, title] = [
    Form.useWatch('referenceCode'),
    Form.useWatch('documentNumber'),
    Form.useWatch('title'),
  ] as (string | undefined)[];
  const similar = useSimilar({ referenceCode, documentNumber, title, exceptId });
  return similar ? <SimilarNote similar={similar} /> : null;
};

const Select = ({ options, ...given }: { options: readonly { value: string; label: string }[] }) => (
  <select className="lt-select" {...given}>
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

const Tick = ({ label, ...given }: { label: string; checked?: boolean; onChange?: ChangeEventHandler }) => (
  <label className="lt-row lt-unit-box">
    <input type="checkbox" className="lt-checkbox" {...given} checked={given.checked ?? false} />
    <span>{label}</span>
  </label>
);

const PlaceFields = ({ fonds, category }: { fonds: readonly FondsView[]; category: string }) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const helpOf = useFieldHelp(category);
  const label = (column: string) => columnLabel(column, category, t, locale);
  const columns = gridColumns(category);
  const plain = ['orgCode', 'catalogueNumber', 'fileNumber', 'referenceCode'].filter((one) => columns.includes(one));
  return (
    <div className="lt-form-grid">
      <FormField name="fondsId" label={t('archive.field_fonds')} required>
        <Select
          options={fonds.map((one) => ({
            value: one.id,
            label: `${one.number} ${one.name}${one.isOfficial ? '' : ` (${t('archive.provisional')})`}`,
          }))}
        />
      </FormField>
      <FormField name="categoryCode" label={label('categoryCode')} required>
        <Select options={categoryOptions(categories)} />
      </FormField>
      <FormField name="filingYear" label={label('filingYear')} required help={helpOf('filingYear')}>
        <input className="lt-input" inputMode="numeric" maxLength={6} />
      </FormField>
      <FormField name="retentionCode" label={label('retentionCode')} required help={helpOf('retentionCode')}>
        <Select options={retentionOptions(locale)} />
      </FormField>
      {plain.map((column) => (
        <FormField key={column} name={column} label={label(column)} help={helpOf(column)}>
          <input className="lt-input" maxLength={column === 'referenceCode' ? 100 : 20} />
        </FormField>
      ))}
    </div>
  );
};

/** Whether the code is a provisional one: always below a fonds without an official number, else as one likes. */
const ProvisionalField = ({ fonds }: { fonds: readonly FondsView[] }) => {
  const t = useText();
  const fondsId = Form.useWatch<string | undefined>('fondsId');
  if (fonds.find((one) => one.id === fondsId)?.isOfficial === false) {
    return (
      <p className="lt-note lt-note-info" role="status">
        {t('archive.provisionalAlways')}
      </p>
    );
  }
  return (
    <Form.Item
      name={PROVISIONAL}
      getValueFromEvent={(event: { target: { checked: boolean } }) => (event.target.checked ? 'yes' : undefined)}
      getValueProps={(value: unknown) => ({ checked: value === 'yes' })}
      noStyle
    >
      <Tick label={t('archive.provisionalChoice')} />
    </Form.Item>
  );
};

/** All fields of the category that is chosen: the place, the document, what only this category has, and the marks. */
export const NewItemFields = ({ fonds, schemes }: { fonds: readonly FondsView[]; schemes: readonly SchemeView[] }) => {
  const t = useText();
  const locale = useLocale();
  const category = Form.useWatch<string | undefined>('categoryCode') ?? 'WS';
  const helpOf = useFieldHelp(category);
  const label = (column: string) => columnLabel(column, category, t, locale);
  const plain = gridColumns(category).filter((column) => !ELSEWHERE.has(column) && !column.startsWith('details.'));
  return (
    <>
      <PlaceFields fonds={fonds} category={category} />
      <NumberingNote schemes={schemes} fonds={fonds} />
      <ProvisionalField fonds={fonds} />
      <FormField name="title" label={label('title')} required help={helpOf('title')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <LiveCheck />
      <RetentionSuggestions />
      <div className="lt-form-grid">
        {plain.map((column) => (
          <FormField key={column} name={column} label={label(column)} help={helpOf(column)}>
            <input
              className="lt-input"
              inputMode={COUNTS.has(column) ? 'numeric' : undefined}
              maxLength={COUNTS.has(column) ? 8 : 200}
            />
          </FormField>
        ))}
        <FormField name="openFlag" label={label('openFlag')} required help={helpOf('openFlag')}>
          <Select options={OPEN_CODES.map((code) => ({ value: code, label: t(`archive.open_${code}`) }))} />
        </FormField>
        <DetailFields category={category} />
      </div>
      <TopicField />
      <FormField name="remarks" label={label('remarks')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
    </>
  );
};

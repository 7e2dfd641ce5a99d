import { Button } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import {
  OPERATORS_OF,
  type SearchBuilder,
  type SearchCondition,
  searchFieldKind,
} from '@/server/domain/archive/search-fields';
import { fieldOptions, valueOptions } from './search-labels';
import { useCategories } from './use-categories';
import { useTopics } from './use-topics';

export const EMPTY_CONDITION: SearchCondition = { field: 'title', operator: 'contains', value: '', isNot: false };
const MOST = 12;
const MOST_GROUPS = 4;

interface ConditionProps {
  condition: SearchCondition;
  onChange: (condition: SearchCondition) => void;
  onRemove: () => void;
}

const ValueField = ({ condition, onChange }: Omit<ConditionProps, 'onRemove'>) => {
  const t = useText();
  const categories = useCategories();
  const options = valueOptions(condition.field, t, categories, useTopics());
  if (condition.operator === 'isEmpty') {
    return null;
  }
  if (options) {
    return (
      <select
        className="lt-select"
        aria-label={t('search.value')}
        value={condition.value}
        onChange={(event) => onChange({ ...condition, value: event.target.value })}
      >
        <option value="">{t('common.all')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const hint = searchFieldKind(condition.field) === 'date' ? t('search.dateHint') : undefined;
  return (
    <>
      <input
        className="lt-input"
        aria-label={t('search.value')}
        placeholder={hint}
        maxLength={100}
        value={condition.value}
        onChange={(event) => onChange({ ...condition, value: event.target.value })}
      />
      {condition.operator === 'between' ? (
        <input
          className="lt-input"
          aria-label={t('search.upTo')}
          placeholder={t('search.upTo')}
          maxLength={100}
          value={condition.upTo ?? ''}
          onChange={(event) => onChange({ ...condition, upTo: event.target.value })}
        />
      ) : null}
    </>
  );
};

const ConditionLine = ({ condition, onChange, onRemove }: ConditionProps) => {
  const t = useText();
  const locale = useLocale();
  const operators = OPERATORS_OF[searchFieldKind(condition.field) ?? 'text'];
  const toField = (field: string) => {
    const kind = searchFieldKind(field) ?? 'text';
    const same = OPERATORS_OF[kind].includes(condition.operator);
    const operator = same ? condition.operator : (OPERATORS_OF[kind][0] ?? 'contains');
    onChange({ ...condition, field, operator, value: kind === 'box' ? 'true' : '', upTo: undefined });
  };
  return (
    <div className="lt-condition">
      <select
        className="lt-select"
        aria-label={t('search.field')}
        value={condition.field}
        onChange={(event) => toField(event.target.value)}
      >
        {fieldOptions(locale).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <select
        className="lt-select"
        aria-label={t('search.operator')}
        value={condition.operator}
        onChange={(event) =>
          onChange({ ...condition, operator: operators.find((code) => code === event.target.value) ?? 'contains' })
        }
      >
        {operators.map((code) => (
          <option key={code} value={code}>
            {t(`search.op_${code}`)}
          </option>
        ))}
      </select>
      <ValueField condition={condition} onChange={onChange} />
      <label className="lt-row">
        <input
          type="checkbox"
          className="lt-checkbox"
          checked={condition.isNot}
          onChange={(event) => onChange({ ...condition, isNot: event.target.checked })}
        />
        <span>{t('search.isNot')}</span>
      </label>
      <Button look="text" icon="close" aria-label={t('search.removeCondition')} onClick={onRemove}>
        {''}
      </Button>
    </div>
  );
};

interface LinesProps {
  label: string;
  lines: { join: 'and' | 'or'; conditions: SearchCondition[] };
  onChange: (lines: { join: 'and' | 'or'; conditions: SearchCondition[] }) => void;
}

const Lines = ({ label, lines, onChange }: LinesProps) => {
  const t = useText();
  const { join, conditions } = lines;
  const put = (next: SearchCondition[]) => onChange({ join, conditions: next });
  return (
    <fieldset className="lt-conditions">
      <legend className="lt-hidden">{label}</legend>
      <label className="lt-row">
        <span className="lt-3">{t('search.join')}</span>
        <select
          className="lt-select"
          value={join}
          onChange={(event) => onChange({ join: event.target.value === 'or' ? 'or' : 'and', conditions })}
        >
          <option value="and">{t('search.join_and')}</option>
          <option value="or">{t('search.join_or')}</option>
        </select>
      </label>
      {conditions.map((condition, index) => (
        <ConditionLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own and is never moved
          key={index}
          condition={condition}
          onChange={(next) => put(conditions.map((old, at) => (at === index ? next : old)))}
          onRemove={() => put(conditions.filter((_, at) => at !== index))}
        />
      ))}
      {conditions.length < MOST ? (
        <Button look="text" icon="plus" onClick={() => put([...conditions, EMPTY_CONDITION])}>
          {t('search.addCondition')}
        </Button>
      ) : null}
    </fieldset>
  );
};

interface SearchBuilderProps {
  builder: SearchBuilder;
  onChange: (builder: SearchBuilder) => void;
}

/** 高级条件: conditions and one level of groups, joined by and / or, each may be turned round. */
export const SearchBuilderFields = ({ builder, onChange }: SearchBuilderProps) => {
  const t = useText();
  const { groups } = builder;
  return (
    <div className="lt-builder">
      <Lines label={t('search.builder')} lines={builder} onChange={(lines) => onChange({ ...builder, ...lines })} />
      {groups.map((group, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a group has no name of its own and is never moved
          key={index}
          className="lt-builder-group"
        >
          <Lines
            label={t('search.group')}
            lines={group}
            onChange={(lines) =>
              onChange({
                ...builder,
                groups:
                  lines.conditions.length === 0
                    ? groups.filter((_, at) => at !== index)
                    : groups.map((old, at) => (at === index ? lines : old)),
              })
            }
          />
        </div>
      ))}
      {groups.length < MOST_GROUPS ? (
        <Button
          look="text"
          icon="layers"
          onClick={() => onChange({ ...builder, groups: [...groups, { join: 'or', conditions: [EMPTY_CONDITION] }] })}
        >
          {t('search.addGroup')}
        </Button>
      ) : null}
    </div>
  );
};

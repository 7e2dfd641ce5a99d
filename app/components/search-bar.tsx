import { Form, Link, useSearchParams, useSubmit } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import { Button } from './button';
import { Icon } from './icon';

export interface Filter {
  /** The search parameter. */
  name: string;
  label: string;
  /** Choices, or a date field when there are none. */
  options?: readonly { value: string; label: string }[];
}

interface SearchBarProps {
  placeholder: string;
  filters?: readonly Filter[];
  /** Parameters that stay when the search changes, besides `sort`. */
  keep?: readonly string[];
  /** False where there is nothing to type for. */
  withText?: boolean;
}

/** The conditions in words, for a list that they have emptied. */
export const describeFilters = (params: URLSearchParams, filters: readonly Filter[]): string[] => {
  const text = params.get('q');
  const chosen = filters.flatMap(({ name, label, options }) => {
    const value = params.get(name);
    if (!value) {
      return [];
    }
    return [`${label} ${options?.find((option) => option.value === value)?.label ?? value}`];
  });
  return text ? [`“${text}”`, ...chosen] : chosen;
};

const FilterField = ({ filter, value }: { filter: Filter; value: string }) => {
  const t = useText();
  const submit = useSubmit();
  const send = (form: HTMLFormElement | null) => submit(form, { replace: true, preventScrollReset: true });
  if (!filter.options) {
    return (
      <label className="lt-row lt-filter">
        <span className="lt-3 lt-nowrap">{filter.label}</span>
        <input
          className="lt-input"
          type="date"
          name={filter.name}
          defaultValue={value}
          onChange={(event) => send(event.currentTarget.form)}
        />
      </label>
    );
  }
  return (
    <select
      className="lt-select lt-filter"
      name={filter.name}
      aria-label={filter.label}
      defaultValue={value}
      onChange={(event) => send(event.currentTarget.form)}
    >
      <option value="">{t('common.allItems', { label: filter.label })}</option>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
};

/** Going back changes the address under the fields: they follow it, except the one in use. */
const useFieldsOfAddress = (params: URLSearchParams) => {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    for (const field of ref.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]') ?? []) {
      if (field.type !== 'hidden' && field !== document.activeElement) {
        field.value = params.get(field.name) ?? '';
      }
    }
  }, [params]);
  return ref;
};

/** One box and a few choices. A GET form: the address holds it all, and it works without script. */
export const SearchBar = ({ placeholder, filters = [], keep = [], withText = true }: SearchBarProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const names = ['q', ...filters.map((filter) => filter.name)];
  const active = names.some((name) => params.get(name));
  const without = Object.fromEntries(names.map((name) => [name, null]));
  const [open, setOpen] = useState(false);
  const ref = useFieldsOfAddress(params);
  return (
    <Form
      ref={ref}
      method="get"
      className={`lt-wrap lt-search-bar ${open || active ? 'lt-filters-open' : ''}`}
      role="search"
    >
      {['sort', ...keep].map((name) => {
        const value = params.get(name);
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
      })}
      {withText ? (
        <div className="lt-search-box">
          <Icon name="search" />
          <input
            className="lt-input"
            type="search"
            name="q"
            defaultValue={params.get('q') ?? ''}
            placeholder={placeholder}
            aria-label={placeholder}
            maxLength={200}
          />
        </div>
      ) : null}
      {filters.map((filter) => (
        <FilterField key={filter.name} filter={filter} value={params.get(filter.name) ?? ''} />
      ))}
      <button type="submit" className="lt-btn">
        {t('common.search')}
      </button>
      {filters.length > 0 && !active ? (
        <Button icon="filter" className="lt-filters-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('common.filter')}
        </Button>
      ) : null}
      {active ? (
        <Link className="lt-btn lt-btn-text" to={withParams(params, without)}>
          {t('common.clear')}
        </Link>
      ) : null}
    </Form>
  );
};

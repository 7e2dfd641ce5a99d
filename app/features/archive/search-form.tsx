import { Form, Link, useNavigate, useSearchParams } from '@remix-run/react';
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import type { SearchBuilder } from '@/server/domain/archive/search-fields';
import { builderOfParams, isAsked } from './search-params';

const SearchBuilderFields = lazy(() =>
  import('./search-builder').then((module) => ({ default: module.SearchBuilderFields })),
);

const FIRST: SearchBuilder = {
  join: 'and',
  conditions: [{ field: 'title', operator: 'contains', value: '', isNot: false }],
  groups: [],
};

/** Conditions that say nothing do not stand in the address. */
const said = (builder: SearchBuilder): SearchBuilder | undefined => {
  const speaks = (condition: SearchBuilder['conditions'][number]) =>
    condition.operator === 'isEmpty' || condition.value.trim() !== '' || Boolean(condition.upTo?.trim());
  const conditions = builder.conditions.filter(speaks);
  const groups = builder.groups
    .map((group) => ({ ...group, conditions: group.conditions.filter(speaks) }))
    .filter((group) => group.conditions.length > 0);
  return conditions.length + groups.length === 0 ? undefined : { ...builder, conditions, groups };
};

/** One box, and the builder below it. The box alone works without script. */
export const SearchForm = () => {
  const t = useText();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const asked = params.get('b');
  const [builder, setBuilder] = useState(() => builderOfParams(params) ?? FIRST);
  const [open, setOpen] = useState(asked !== null);
  const [text, setText] = useState(params.get('q') ?? '');
  // Going back changes the address under the fields: they follow it.
  useEffect(() => setText(params.get('q') ?? ''), [params]);
  useEffect(() => {
    setBuilder((asked ? builderOfParams(new URLSearchParams({ b: asked })) : undefined) ?? FIRST);
    if (asked !== null) {
      setOpen(true);
    }
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const kept = open ? said(builder) : undefined;
    navigate(withParams(params, { q: text.trim(), b: kept ? JSON.stringify(kept) : null, from: null }));
  };
  const count = builder.conditions.length + builder.groups.reduce((sum, group) => sum + group.conditions.length, 0);
  return (
    <Form method="get" role="search" className="lt-search-form" onSubmit={submit}>
      <div className="lt-wrap lt-search-bar">
        <div className="lt-search-box lt-grow">
          <Icon name="search" />
          <input
            className="lt-input"
            type="search"
            name="q"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t('search.placeholder')}
            aria-label={t('search.placeholder')}
            maxLength={200}
          />
        </div>
        <button type="submit" className="lt-btn lt-btn-primary">
          <Icon name="search" />
          <span>{t('search.submit')}</span>
        </button>
        <Button icon="filter" aria-expanded={open} onClick={() => setOpen(!open)}>
          {asked ? t('search.builderOpen', { n: count }) : t('search.builder')}
        </Button>
        {isAsked(params) ? (
          <Link className="lt-btn lt-btn-text" to="." onClick={() => setOpen(false)}>
            {t('common.clear')}
          </Link>
        ) : null}
      </div>
      {open ? (
        <Suspense>
          <SearchBuilderFields builder={builder} onChange={setBuilder} />
        </Suspense>
      ) : null}
    </Form>
  );
};

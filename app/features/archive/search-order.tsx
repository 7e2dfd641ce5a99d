import { Form, useNavigate, useSearchParams } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import type { SearchSort } from '@/server/domain/archive/archive-search';

const SORTS: readonly (readonly [SearchSort, 'relevance' | 'code' | 'codeDown' | 'date' | 'dateDown'])[] = [
  ['relevance', 'relevance'],
  ['code', 'code'],
  ['-code', 'codeDown'],
  ['date', 'date'],
  ['-date', 'dateDown'],
];

/** The order, and a jump to a place in it: a code or a date. */
export const SearchOrder = ({ canJump }: { canJump: boolean }) => {
  const t = useText();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const sort = params.get('sort') ?? 'relevance';
  const hint = sort.endsWith('date') ? t('search.jumpDate') : t('search.jumpCode');
  return (
    <div className="lt-wrap lt-search-order">
      <select
        className="lt-select"
        aria-label={t('search.sort')}
        value={sort}
        onChange={(event) =>
          navigate(
            withParams(params, { sort: event.target.value === 'relevance' ? null : event.target.value, from: null }),
            { preventScrollReset: true },
          )
        }
      >
        {SORTS.map(([code, name]) => (
          <option key={code} value={code}>
            {t(`search.sort_${name}`)}
          </option>
        ))}
      </select>
      {canJump && sort !== 'relevance' ? (
        <Form method="get" className="lt-row">
          {[...params].map(([name, value]) =>
            ['from', 'cursor', 'dir'].includes(name) ? null : (
              <input key={name} type="hidden" name={name} value={value} />
            ),
          )}
          <input
            key={`${sort} ${params.get('from') ?? ''}`}
            className="lt-input"
            name="from"
            defaultValue={params.get('from') ?? ''}
            placeholder={hint}
            aria-label={`${t('search.jump')} ${hint}`}
            maxLength={100}
          />
          <button type="submit" className="lt-btn">
            {t('search.jumpGo')}
          </button>
        </Form>
      ) : null}
    </div>
  );
};

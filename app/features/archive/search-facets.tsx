import { Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import type { FacetsView } from '@/server/domain/archive/archive-search';
import type { Categories } from './archive-labels';
import { topicNames } from './item-values';
import { facetLabel } from './search-labels';
import { FACET_PARAMS, NO_ORG } from './search-params';
import { useCategories } from './use-categories';
import { useTopics } from './use-topics';

type Facet = FacetsView['facets'][number];
type Topics = ReturnType<typeof useTopics>;
const SHOWN = 6;

const facetValueName = (
  code: Facet['code'],
  value: string,
  topics: Topics,
  t: Translate,
  categories: Categories,
): string =>
  code === 'topic' ? topicNames([value], topics, categories.locale) : facetLabel(code, value, t, categories);

/** Both levels of a category stand in one parameter: a code with a point is a choice of the second. */
const chosenIn = (code: Facet['code'], params: URLSearchParams): string | null => {
  const said = params.get(FACET_PARAMS[code]);
  const isOther = code === 'category' ? said?.includes('·') : code === 'subcategory' && !said?.includes('·');
  return isOther ? null : said;
};

/** One facet: its values, each a link that chooses it or lets it go. */
export const FacetList = ({ facet, topics, categories }: { facet: Facet; topics: Topics; categories: Categories }) => {
  const t = useText();
  const [params] = useSearchParams();
  const [whole, setWhole] = useState(false);
  const name = FACET_PARAMS[facet.code];
  const chosen = chosenIn(facet.code, params);
  const values = whole ? facet.values : facet.values.slice(0, SHOWN);
  const title = t(`search.facet_${facet.code}`);
  return (
    <section className="lt-facet" aria-label={title}>
      <h3>
        {title}
        {chosen ? (
          <Link to={withParams(params, { [name]: null, from: null })} preventScrollReset>
            <Icon name="close" />
            <span className="lt-hidden">{t('search.facetClear', { name: title })}</span>
          </Link>
        ) : null}
      </h3>
      <ul>
        {values.map(({ value, label, count }) => {
          const param = value === '' ? NO_ORG : value;
          return (
            <li key={value}>
              <Link
                to={withParams(params, { [name]: chosen === param ? null : param, from: null })}
                aria-current={chosen === param ? 'true' : undefined}
                preventScrollReset
              >
                <span className="lt-ellipsis">{label ?? facetValueName(facet.code, value, topics, t, categories)}</span>
                <span className="lt-tree-count">{formatNumber(count)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {facet.values.length > SHOWN ? (
        <button type="button" className="lt-link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t('search.facetLess') : t('search.facetMore', { n: facet.values.length - SHOWN })}
        </button>
      ) : null}
    </section>
  );
};

/** What is chosen stays in sight while the choices are folded away; a touch lets it go. */
const ChosenFacets = ({
  facets,
  topics,
  categories,
}: {
  facets: readonly Facet[];
  topics: Topics;
  categories: Categories;
}) => {
  const t = useText();
  const [params] = useSearchParams();
  const chosen = facets.flatMap(({ code, values }) => {
    const param = chosenIn(code, params);
    return param === null ? [] : [{ code, value: param === NO_ORG ? '' : param, values }];
  });
  if (chosen.length === 0) return null;
  return (
    <p className="lt-chips lt-facets-chosen">
      {chosen.map(({ code, value, values }) => {
        const known = values.find((one) => one.value === value)?.label;
        return (
          <Link key={code} to={withParams(params, { [FACET_PARAMS[code]]: null, from: null })} preventScrollReset>
            <Icon name="close" />
            <span className="lt-hidden">{t('search.facetClear', { name: t(`search.facet_${code}`) })}</span>
            <span>{known ?? facetValueName(code, value, topics, t, categories)}</span>
          </Link>
        );
      })}
    </p>
  );
};

/** 分面: what the matches fall under, each with its count. On a phone they open when they are wanted. */
export const SearchFacets = ({ facets, categories: given }: { facets: FacetsView; categories?: Categories }) => {
  const t = useText();
  const own = useCategories();
  const categories = given ?? own;
  const [params] = useSearchParams();
  const topics = useTopics();
  // A choice has been made: what it found is looked at next, and on a phone the choices would hide it.
  const asked = params.toString();
  const [shownFor, setShownFor] = useState<string | null>(null);
  const shown = shownFor === asked;
  return (
    <nav className={`lt-facets ${shown ? 'lt-facets-shown' : ''}`} aria-label={t('search.facets')}>
      <Button icon="filter" aria-expanded={shown} onClick={() => setShownFor(shown ? null : asked)}>
        {t('search.facetsShow')}
      </Button>
      <ChosenFacets facets={facets.facets} topics={topics} categories={categories} />
      <div>
        {facets.isExact ? null : <p className="lt-3">{t('search.facetsAbout')}</p>}
        {facets.facets.map((facet) => (
          <FacetList key={facet.code} facet={facet} topics={topics} categories={categories} />
        ))}
      </div>
    </nav>
  );
};

import { useText } from '@/app/i18n/use-text';
import type { FacetsView } from '@/server/domain/archive/archive-search';
import { FacetList } from './search-facets';
import { useCategories } from './use-categories';
import { useTopics } from './use-topics';

/** 分面 above the list: what it holds, by each choice, with counts; one of them narrows it. */
export const ListFacets = ({ facets, id }: { facets: FacetsView | null; id: string }) => {
  const t = useText();
  const topics = useTopics();
  const categories = useCategories();
  const shown = facets?.facets.filter((facet) => facet.code !== 'fonds' || facet.values.length > 1) ?? [];
  return (
    <nav id={id} className="lt-facets-bar" aria-label={t('search.facets')}>
      {facets === null ? <p className="lt-3">{t('archive.facetsWait')}</p> : null}
      {facets && shown.length === 0 ? <p className="lt-3">{t('archive.facetsNone')}</p> : null}
      {facets && !facets.isExact ? <p className="lt-3">{t('search.facetsAbout')}</p> : null}
      {shown.map((facet) => (
        <FacetList key={facet.code} facet={facet} topics={topics} categories={categories} />
      ))}
    </nav>
  );
};

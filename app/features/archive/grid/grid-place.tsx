import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { GridContainer } from '@/server/domain/archive/grid-container';
import { categoryOptions } from '../archive-labels';
import { useCategories } from '../use-categories';
import type { DraftPlace } from './use-draft';

interface GridPlaceProps {
  fonds: readonly FondsView[];
  place: DraftPlace;
  onChange: (place: DraftPlace) => void;
}

/** The volume or group that the rows are filed into: what it says need not be typed. */
export const ContainerNote = ({ container }: { container: GridContainer }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <p className="lt-grow">
      <Link className="lt-link" to={`/w/${slug}/archives/${container.id}`}>
        {container.referenceCode}
      </Link>{' '}
      {container.title}{' '}
      <span className="lt-3">{t(container.needsCodes ? 'cataloguing.insideCodes' : 'cataloguing.insideNote')}</span>
    </p>
  );
};

/** Fonds and category of the whole grid; the columns follow the category. */
export const GridPlace = ({ fonds, place, onChange }: GridPlaceProps) => {
  const t = useText();
  const categories = useCategories();
  const isFixed = place.kind === 'edit';
  return (
    <>
      <select
        className="lt-select lt-filter"
        aria-label={t('archive.field_fonds')}
        value={place.fondsId}
        disabled={isFixed}
        onChange={(event) => onChange({ ...place, fondsId: event.target.value })}
      >
        {fonds.map((one) => (
          <option key={one.id} value={one.id}>
            {one.number} {one.name}
            {one.isOfficial ? '' : ` (${t('archive.provisional')})`}
          </option>
        ))}
      </select>
      <select
        className="lt-select lt-filter"
        aria-label={t('archive.field_categoryCode')}
        value={place.categoryCode}
        disabled={isFixed}
        onChange={(event) => onChange({ ...place, categoryCode: event.target.value })}
      >
        {categoryOptions(categories, place.categoryCode).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  );
};

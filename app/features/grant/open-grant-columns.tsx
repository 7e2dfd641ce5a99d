import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import type { Categories } from '@/app/features/archive/archive-labels';
import { scopeText } from '@/app/features/archive/granted-scope';
import type { Translate } from '@/app/i18n/messages';
import { formatShortDateTime } from '@/app/lib/format';
import type { RecordClass } from '@/server/domain/tenancy/grant-vocabulary';
import type { OpenGrantView } from '@/server/domain/tenancy/open-grant';
import { booksScope, registerScope } from './grant-labels';

/** The page that shows what a class opens. Training is read by the probes of an inspection only. */
const PAGES: Readonly<Record<RecordClass, string | null>> = {
  archive: 'archives',
  use: 'visits',
  training: null,
  storage: 'registers',
  register: 'registers',
};

/** Where a grant leads first; null where all that it opens is read by the probes. */
const openGrantPath = (base: string, grant: OpenGrantView): string | null => {
  const page = grant.recordClasses.map((one) => PAGES[one]).find((one) => one !== null);
  return page ? `${base}/${grant.unitSlug}/${page}` : null;
};

const extentOf = (grant: OpenGrantView, t: Translate, categories: Categories): string => {
  const { registers, roomCodes, registerCodes, yearFrom, yearTo } = grant;
  const isOfArchives = grant.recordClasses.includes('archive');
  return [
    // Categories limit archives only; years all classes.
    isOfArchives ? scopeText(grant, t, categories) : scopeText({ categoryCodes: [], yearFrom, yearTo }, t, categories),
    ...(registers ? [registerScope({ registers, roomCodes }, t)] : []),
    ...(registerCodes ? [booksScope(registerCodes, t)] : []),
  ].join(t('common.comma'));
};

const Classes = ({ grant, base, t }: { grant: OpenGrantView; base: string; t: Translate }) => (
  <span className="lt-wrap">
    {grant.recordClasses.map((one) => {
      const word = t(`grant.class_${one}`);
      const page = PAGES[one];
      return page ? (
        <Link key={one} className="lt-link" to={`${base}/${grant.unitSlug}/${page}`}>
          {word}
        </Link>
      ) : (
        <span key={one}>{word}</span>
      );
    })}
  </span>
);

/** Whom one may look at now, at what of them, why, and until when. */
export const openGrantColumns = (
  t: Translate,
  categories: Categories,
  today: string,
  base: string,
): Column<OpenGrantView>[] => [
  {
    key: 'unit',
    title: t('granted.unit'),
    render: (grant) => {
      const to = openGrantPath(base, grant);
      return to ? <Link to={to}>{grant.unitName}</Link> : grant.unitName;
    },
    width: '192px',
    onPhone: 'title',
  },
  {
    key: 'classes',
    title: t('granted.classes'),
    render: (grant) => <Classes grant={grant} base={base} t={t} />,
    width: '208px',
  },
  { key: 'reason', title: t('granted.reason'), render: (grant) => grant.reason, truncate: true },
  { key: 'scope', title: t('granted.scope'), render: (grant) => extentOf(grant, t, categories), truncate: true },
  {
    key: 'until',
    title: t('granted.until'),
    render: (grant) => formatShortDateTime(grant.validTo, today),
    width: '128px',
  },
  {
    key: 'looks',
    title: t('granted.looks'),
    render: (grant) => t('granted.looksCount', { n: grant.looks }),
    numeric: true,
    width: '96px',
  },
];

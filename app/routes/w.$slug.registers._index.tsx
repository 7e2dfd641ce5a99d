import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import {
  findRegisters,
  groupRegisters,
  type KeptRegister,
  REGISTER_STANDINGS,
  SHORT_LIST,
} from '@/app/features/register/find-registers';
import { inWords, periodText } from '@/app/features/register/register-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import { findRegister } from '@/server/domain/register/registers';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('register.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  registers: await loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').register.list()),
});

interface StandingProps {
  kept: KeptRegister;
  t: Translate;
  base: string;
}

/** How many deadlines within the entries are late, or come soon. */
const Deadlines = ({ kept: { definition, view }, t, base }: StandingProps) => (
  <>
    {view.dueLate > 0 ? (
      <Link to={`${base}/${definition.code}?due=late&held=all`}>
        <Status kind="overdue">{t('register.dueLate', { n: view.dueLate })}</Status>
      </Link>
    ) : null}
    {view.dueSoon > 0 ? (
      <Link to={`${base}/${definition.code}?due=soon&held=all`}>
        <Status kind="attention">{t('register.dueSoon', { n: view.dueSoon })}</Status>
      </Link>
    ) : null}
  </>
);

const Periods = ({ kept: { definition, view }, t, base }: StandingProps) => {
  if (!definition.period) return view.dueLate + view.dueSoon > 0 ? null : <span className="lt-3">—</span>;
  if (view.lastOn === null) return <Status kind="none">{t('register.notBegun')}</Status>;
  if (view.late === 0) return <Status kind="done">{t('register.onTime')}</Status>;
  return (
    <Link to={`${base}/late?register=${definition.code}`}>
      <Status kind="attention">{t('register.late', { n: view.late })}</Status>
    </Link>
  );
};

const columnsOf = (t: Translate, locale: Locale, base: string): Column<KeptRegister>[] => [
  {
    key: 'name',
    title: t('register.name'),
    render: ({ definition }) => (
      <div className="lt-figure-name">
        <Link to={`${base}/${definition.code}`}>{inWords(definition.name, locale)}</Link>
        <span className="lt-3">{inWords(definition.purpose, locale)}</span>
      </div>
    ),
    onPhone: 'title',
  },
  { key: 'period', title: t('register.due'), render: ({ definition }) => periodText(definition, t), width: '112px' },
  {
    key: 'late',
    title: t('register.state'),
    render: (kept) => (
      <>
        <Periods kept={kept} t={t} base={base} />
        <Deadlines kept={kept} t={t} base={base} />
      </>
    ),
    width: '152px',
  },
  { key: 'lastOn', title: t('register.lastOn'), render: ({ view }) => view.lastOn ?? '—', width: '120px' },
  {
    key: 'entries',
    title: t('register.entriesThisYear'),
    render: ({ view }) => formatNumber(view.entriesThisYear),
    numeric: true,
    width: '104px',
  },
];

const WHOLE = { nextCursor: null, previousCursor: null, total: null };

/** Of dozens of registers: the groups with how many each has, to jump to. */
const GroupLinks = ({ groups, t }: { groups: ReturnType<typeof groupRegisters>; t: Translate }) => (
  <nav className="lt-wrap lt-group-links" aria-label={t('register.byGroup')}>
    {groups.map(({ group, rows }) => (
      <a key={group} className="lt-btn" href={`#group-${group}`}>
        {t(`register.group_${group}`)} <span className="lt-3">{rows.length}</span>
      </a>
    ))}
  </nav>
);

export default function Registers() {
  const t = useText();
  const locale = useLocale();
  const { registers } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug, kind } = useWorkspace().tenant;
  const base = `/w/${slug}/registers`;
  const kept = registers.flatMap((view): KeptRegister[] => {
    const definition = findRegister(view.code, kind);
    return definition ? [{ definition, view }] : [];
  });
  const late = kept.reduce((sum, { view }) => sum + view.late, 0);
  const doors = (
    <>
      {late > 0 ? <ButtonLink to={`${base}/late`}>{t('register.lateAll', { n: late })}</ButtonLink> : null}
      <ButtonLink to={`/w/${slug}/commitments`}>{t('secrecy.title')}</ButtonLink>
      <ButtonLink to={`/w/${slug}/rules`}>{t('rule.title')}</ButtonLink>
    </>
  );
  const isShort = kept.length <= SHORT_LIST;
  const standing = oneOf(REGISTER_STANDINGS, params.get('standing'));
  const found = findRegisters(kept, { q: params.get('q') ?? '', standing });
  const groups = groupRegisters(found);
  const filters = [
    {
      name: 'standing',
      label: t('register.standing'),
      options: REGISTER_STANDINGS.map((value) => ({ value, label: t(`register.standing_${value}`) })),
    },
  ];
  const table = { name: 'registers', columns: columnsOf(t, locale, base), page: WHOLE };
  const ofRow = {
    rowKey: ({ definition }: KeptRegister) => definition.code,
    rowLabel: ({ definition }: KeptRegister) => inWords(definition.name, locale),
    rowTo: ({ definition }: KeptRegister) => `${base}/${definition.code}`,
  };
  const empty = <Empty icon="book" title={t('register.noneFound')} />;
  if (isShort) {
    return (
      <div className="lt-page">
        <PageHeader title={t('register.title')} lead={t('register.leadShort')} actions={doors} />
        <DataTable {...table} {...ofRow} caption={t('register.caption')} rows={kept} empty={empty} />
      </div>
    );
  }
  return (
    <div className="lt-page">
      <PageHeader title={t('register.title')} lead={t('register.leadMany', { n: kept.length })} actions={doors} />
      <SearchBar placeholder={t('register.find')} filters={filters} />
      {groups.length > 1 ? <GroupLinks groups={groups} t={t} /> : null}
      {groups.length === 0 ? (
        <DataTable
          {...table}
          {...ofRow}
          caption={t('register.caption')}
          rows={[]}
          filters={describeFilters(params, filters)}
          empty={empty}
        />
      ) : null}
      {groups.map(({ group, rows }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <DataTable
            {...table}
            {...ofRow}
            lead={<h2 id={`group-${group}`}>{t(`register.group_${group}`)}</h2>}
            caption={t(`register.group_${group}`)}
            rows={rows}
            empty={empty}
          />
        </section>
      ))}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { inWords, periodText } from '@/app/features/register/register-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import { REGISTER_GROUPS, type RegisterDefinition } from '@/server/domain/register/register-definition';
import type { RegisterView } from '@/server/domain/register/register-entry';
import { findRegister } from '@/server/domain/register/registers';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('register.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  registers: await loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').register.list()),
});

interface Kept {
  definition: RegisterDefinition;
  view: RegisterView;
}

const Due = ({ kept: { definition, view }, t }: { kept: Kept; t: Translate }) => {
  if (!definition.period) return <span className="lt-3">—</span>;
  if (view.lastOn === null) return <Status kind="none">{t('register.notBegun')}</Status>;
  if (view.late.length === 0) return <Status kind="done">{t('register.onTime')}</Status>;
  return <Status kind="attention">{t('register.late', { n: view.late.length })}</Status>;
};

const columnsOf = (t: Translate, locale: Locale, base: string): Column<Kept>[] => [
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
  { key: 'late', title: t('register.state'), render: (kept) => <Due kept={kept} t={t} />, width: '152px' },
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

export default function Registers() {
  const t = useText();
  const locale = useLocale();
  const { registers } = useLoaderData<typeof loader>();
  const { slug, kind } = useWorkspace().tenant;
  const base = `/w/${slug}/registers`;
  const kept = registers.flatMap((view): Kept[] => {
    const definition = findRegister(view.code, kind);
    return definition ? [{ definition, view }] : [];
  });
  const groups = REGISTER_GROUPS.map((group) => ({
    group,
    rows: kept.filter(({ definition }) => definition.group === group),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <div className="lt-page">
      <PageHeader title={t('register.title')} lead={t('register.lead')} />
      {groups.map(({ group, rows }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <DataTable
            name="registers"
            lead={<h2 id={`group-${group}`}>{t(`register.group_${group}`)}</h2>}
            caption={t(`register.group_${group}`)}
            columns={columnsOf(t, locale, base)}
            rows={rows}
            page={WHOLE}
            rowKey={({ definition }) => definition.code}
            rowLabel={({ definition }) => inWords(definition.name, locale)}
            rowTo={({ definition }) => `${base}/${definition.code}`}
            empty={<Empty icon="book" title={t('register.empty')} />}
          />
        </section>
      ))}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExchangeDrawer } from '@/app/features/guidance/exchange-drawer';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ExchangeView } from '@/server/domain/guidance/exchange';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: t('exchange.title') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { guidance, guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, year: yearOfParam(search.get('year')) };
  const list = await loadOrThrow(asked, guidanceDesk.exchanges({ ...filter, ...pageOfParams(search) }));
  return { ...list, units: await loadOrThrow(asked, guidance.units()) };
};

const Minutes = ({ row, t }: { row: ExchangeView; t: Translate }) => {
  if (row.sent === 0) return <Status kind="none">{t('exchange.notSent')}</Status>;
  const words = t('exchange.signed', { read: row.read, sent: row.sent });
  if (!row.isNewest) return <Status kind="attention">{`${words} · ${t('exchange.older')}`}</Status>;
  return <Status kind={row.read === row.sent ? 'done' : 'live'}>{words}</Status>;
};

const columnsOf = (t: Translate, base: string): Column<ExchangeView>[] => [
  { key: 'heldOn', title: t('exchange.heldOn'), render: (row) => row.heldOn, width: '112px' },
  {
    key: 'topic',
    title: t('exchange.topic'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.topic}</Link>,
    onPhone: 'title',
  },
  { key: 'units', title: t('exchange.units'), render: (row) => row.units, width: '200px', onPhone: 'hide' },
  { key: 'questions', title: t('exchange.questions'), render: (row) => row.questions || '—', hiddenAtFirst: true },
  { key: 'agreed', title: t('exchange.agreed'), render: (row) => row.agreed },
  { key: 'seenToBy', title: t('exchange.seenToBy'), render: (row) => row.seenToBy || '—', width: '96px' },
  { key: 'dueOn', title: t('exchange.dueOn'), render: (row) => row.dueOn ?? '—', width: '112px' },
  { key: 'minutes', title: t('exchange.minutes'), render: (row) => <Minutes row={row} t={t} />, width: '168px' },
];

/** 交流研讨: the register's meetings, and which units have the minutes. */
export default function Exchanges() {
  const t = useText();
  const { rows, page, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const registers = `/w/${useWorkspace().tenant.slug}/registers`;
  const entries = `${registers}/entries`;
  const canRegister = useCan('guidance.register');
  const [sending, setSending] = useState<ExchangeView | null>(null);
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('exchange.year'),
      options: recentYears(useToday()).map((year) => ({
        value: String(year),
        label: t('exchange.yearOption', { year: String(year) }),
      })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exchange.title')}
        lead={t('exchange.lead')}
        actions={
          <ButtonLink icon="plus" to={`${registers}/exchange_meeting`}>
            {t('exchange.enter')}
          </ButtonLink>
        }
      />
      <SectionTabs of="guidance" />
      <SearchBar placeholder={t('exchange.search')} filters={filters} />
      <DataTable
        name="exchanges"
        caption={t('exchange.caption')}
        columns={columnsOf(t, entries)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.topic}
        rowTo={(row) => `${entries}/${row.id}`}
        rowActions={
          canRegister
            ? (row) => (
                <button type="button" className="lt-link" onClick={() => setSending(row)}>
                  {t('exchange.send')}
                </button>
              )
            : undefined
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('exchange.empty')} text={t('exchange.emptyText')} />}
      />
      {sending ? (
        <ExchangeDrawer meeting={sending} units={units} onClose={() => setSending(null)} onDone={revalidate} />
      ) : null}
    </div>
  );
}

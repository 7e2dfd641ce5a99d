import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { EntryFormDrawer } from '@/app/features/register/entry-form-drawer';
import { PasteDrawer } from '@/app/features/register/paste-drawer';
import { ReadingsChart } from '@/app/features/register/readings-chart';
import { fieldText, inWords } from '@/app/features/register/register-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { shanghaiToday } from '@/app/lib/shanghai-year.server';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { ENTRY_STATES, type EntryView } from '@/server/domain/register/register-entry';
import { registerOfCode } from '@/server/domain/register/registers';
import { addDays } from '@/server/domain/shared/working-days';

export const handle: ScreenHandle<{ code: string }> = {
  crumbs: ({ params }, t) => [
    { label: t('register.title'), to: `/w/${params.slug}/registers` },
    { label: registerOfCode(params.code)?.name.zh ?? '' },
  ],
};

/** The first field with choices is what a register is looked through by. */
const choiceFieldOf = (definition: RegisterDefinition) => definition.fields.find((field) => field.kind === 'choice');

const filterOf = (search: URLSearchParams, definition: RegisterDefinition) => ({
  code: definition.code,
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  state: oneOf(ENTRY_STATES, search.get('state')),
  field: search.get('choice') ? choiceFieldOf(definition)?.key : undefined,
  choice: search.get('choice') || undefined,
});

const CHART_DAYS = 90;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const definition = registerOfCode(params.code);
  if (!definition) throw notFound(context.requestId);
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { register } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, register.entries({ ...filterOf(search, definition), ...pageOfParams(search) }));
  const to = shanghaiToday();
  const span = { code: definition.code, from: addDays(to, -CHART_DAYS), to };
  const series = await Promise.all(
    (definition.limits ?? []).map(({ field }) => loadOrThrow(asked, register.series({ ...span, field }))),
  );
  return { ...list, code: definition.code, series };
};

const filtersOf = (definition: RegisterDefinition, t: Translate, locale: Locale, today: string): Filter[] => {
  const choice = choiceFieldOf(definition);
  return [
    {
      name: 'year',
      label: t('register.year'),
      options: recentYears(today).map((year) => ({
        value: String(year),
        label: t('register.yearOption', { year: String(year) }),
      })),
    },
    ...(choice?.kind === 'choice'
      ? [
          {
            name: 'choice',
            label: inWords(choice.name, locale),
            options: choice.choices.map((one) => ({ value: one.code, label: inWords(one, locale) })),
          },
        ]
      : []),
    {
      name: 'state',
      label: t('register.state'),
      options: ENTRY_STATES.map((value) => ({ value, label: t(`register.state_${value}`) })),
    },
  ];
};

const columnsOf = (definition: RegisterDefinition, t: Translate, locale: Locale, base: string): Column<EntryView>[] => [
  {
    key: 'day',
    title: t('register.day'),
    render: (entry) => <Link to={`${base}/${entry.id}`}>{entry.on}</Link>,
    width: '112px',
    onPhone: 'title',
  },
  ...definition.fields
    .filter(({ key }) => key !== definition.dayField)
    .map(
      (field): Column<EntryView> => ({
        key: field.key,
        title: inWords(field.name, locale),
        render: (entry) => fieldText(field, entry, locale) || '—',
        numeric: field.kind === 'number',
        truncate: field.kind === 'text',
        hiddenAtFirst: !field.inList,
      }),
    ),
  { key: 'by', title: t('register.enteredBy'), render: (entry) => entry.enteredBy, hiddenAtFirst: true },
  {
    key: 'state',
    title: t('register.state'),
    render: (entry) =>
      entry.state === 'void' ? <Status kind="failed">{t('register.state_void')}</Status> : t('register.state_current'),
    width: '88px',
    onPhone: 'hide',
  },
];

const Tools = ({ definition }: { definition: RegisterDefinition }) => {
  const t = useText();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canKeep = useCan('register.keep');
  const [opened, setOpened] = useState<'entry' | 'paste' | null>(null);
  useNewAsked(canKeep, () => setOpened('entry'));
  const close = () => setOpened(null);
  return (
    <>
      <a
        className="lt-btn"
        href={downloadPath(slug, 'register.downloadEntries', filterOf(params, definition))}
        download
      >
        <Icon name="download" />
        <span>{t('register.export')}</span>
      </a>
      {canKeep ? (
        <>
          <a
            className="lt-btn"
            href={downloadPath(slug, 'register.downloadTemplate', { code: definition.code })}
            download
          >
            <Icon name="file" />
            <span>{t('register.template')}</span>
          </a>
          <Button icon="copy" onClick={() => setOpened('paste')}>
            {t('register.paste')}
          </Button>
          <Button look="primary" icon="plus" onClick={() => setOpened('entry')}>
            {t('register.enter')}
          </Button>
        </>
      ) : null}
      <EntryFormDrawer definition={definition} open={opened === 'entry'} onClose={close} />
      <PasteDrawer definition={definition} open={opened === 'paste'} onClose={close} />
    </>
  );
};

export default function Register() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, code, series } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const definition = registerOfCode(code);
  if (!definition) return null;
  const base = `/w/${slug}/registers/entries`;
  const filters = filtersOf(definition, t, locale, today);
  const name = inWords(definition.name, locale);
  return (
    <div className="lt-page">
      <PageHeader title={name} lead={inWords(definition.purpose, locale)} actions={<Tools definition={definition} />} />
      {(definition.limits ?? []).map((limit, index) => (
        <ReadingsChart key={limit.field} definition={definition} limit={limit} series={series[index] ?? []} />
      ))}
      <SearchBar placeholder={t('register.search')} filters={filters} />
      <DataTable
        name={`register-${code}`}
        caption={name}
        columns={columnsOf(definition, t, locale, base)}
        rows={rows}
        page={page}
        rowKey={(entry) => entry.id}
        rowLabel={(entry) => `${entry.on} ${entry.title}`}
        rowTo={(entry) => `${base}/${entry.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="book" title={t('register.empty')} text={inWords(definition.purpose, locale)} />}
      />
    </div>
  );
}

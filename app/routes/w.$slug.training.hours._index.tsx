import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { CreditDrawer, PersonDrawer } from '@/app/features/training/hours-drawers';
import { MyHours, neededText, Rules } from '@/app/features/training/hours-panels';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import { registersOf } from '@/server/domain/register/registers';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { TRAINEE_POSTS } from '@/server/domain/training/course-vocabulary';
import type { PersonHoursView } from '@/server/domain/training/hours';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('hours.title') }] };

const STANDINGS = ['done', 'missing'] as const;

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  post: oneOf(TRAINEE_POSTS, search.get('post')),
  standing: oneOf(STANDINGS, search.get('standing')),
});

/** 台账 about people: study, visits, experts, talents, as far as this kind of unit keeps them. */
const peopleRegisters = (kind: TenantKind) =>
  registersOf(kind)
    .filter((definition) => definition.group === 'people')
    .map(({ code, name }) => ({ code, name }));

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const year = yearOfParam(search.get('year')) ?? thisYear();
  const { permissions, tenant } = await loadOrThrow(asked, api.workspace.current());
  const canManage = permissions.includes('training.manage');
  const query = { year, ...filterOf(search), ...pageOfParams(search) };
  return {
    year,
    mine: await loadOrThrow(asked, api.hours.mine({ year })),
    rules: await loadOrThrow(asked, api.hours.rules({ year })),
    list: canManage ? await loadOrThrow(asked, api.hours.list(query)) : null,
    registers: permissions.includes('register.read') ? peopleRegisters(tenant.kind) : [],
    sum: canManage ? await loadOrThrow(asked, api.hours.sum({ year })) : null,
  };
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'year',
    label: t('hours.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('hours.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'post',
    label: t('hours.post'),
    options: TRAINEE_POSTS.map((post) => ({ value: post, label: t(`hours.post_${post}`) })),
  },
  {
    name: 'standing',
    label: t('hours.standing'),
    options: STANDINGS.map((one) => ({ value: one, label: t(`hours.standing_${one}`) })),
  },
];

/** Of whom nothing is asked has not reached anything either. */
const Standing = ({ row }: { row: PersonHoursView }) => {
  const t = useText();
  if (row.neededHours === 0) return <Status kind="none">{t('hours.neededNone')}</Status>;
  return (
    <Status kind={row.isDone ? 'done' : 'attention'}>
      {t(row.isDone ? 'hours.standing_done' : 'hours.standing_missing')}
    </Status>
  );
};

const columnsOf = (t: Translate, base: string, year: number): Column<PersonHoursView>[] => [
  {
    key: 'person',
    title: t('hours.person'),
    render: (row) => <Link to={`${base}/training/hours/${row.id}?year=${year}`}>{row.personName}</Link>,
    onPhone: 'title',
  },
  { key: 'post', title: t('hours.post'), render: (row) => t(`hours.post_${row.post}`), width: '152px' },
  { key: 'hours', title: t('hours.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '88px' },
  {
    key: 'professional',
    title: t('hours.professional'),
    render: (row) => formatNumber(row.professionalHours),
    numeric: true,
    width: '120px',
  },
  { key: 'needed', title: t('hours.needed'), render: (row) => neededText(row, t), width: '232px' },
  {
    key: 'standing',
    title: t('hours.standing'),
    render: (row) => <Standing row={row} />,
    width: '112px',
  },
];

/** 人员学时 of the unit, my own, and by which rule. */
export default function Hours() {
  const t = useText();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const { year, mine, rules, list, sum, registers } = useLoaderData<typeof loader>();
  const isChinese = useLocale() === 'zh-CN';
  const { slug } = useWorkspace().tenant;
  const canManage = useCan('training.manage');
  const [layer, setLayer] = useState<'person' | 'credit' | null>(null);
  const filters = filtersOf(t, useToday());
  const close = () => setLayer(null);
  const done = (text: string) => {
    toast({ text });
    close();
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('hours.title')}
        lead={t('hours.lead')}
        actions={
          canManage ? (
            <>
              <a className="lt-btn" href={downloadPath(slug, 'hours.download', { year, ...filterOf(params) })} download>
                <Icon name="download" />
                <span>{t('hours.export')}</span>
              </a>
              <Button icon="plus" onClick={() => setLayer('person')}>
                {t('hours.addPerson')}
              </Button>
              <Button look="primary" icon="plus" onClick={() => setLayer('credit')}>
                {t('hours.addCredit')}
              </Button>
            </>
          ) : undefined
        }
      />
      <TrainingTabs />
      {list && sum ? (
        <>
          <SearchBar placeholder={t('hours.search')} filters={filters} />
          <DataTable
            name="hours"
            caption={t('hours.caption')}
            columns={columnsOf(t, `/w/${slug}`, year)}
            rows={list.rows}
            page={list.page}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.personName}
            rowTo={(row) => `/w/${slug}/training/hours/${row.id}?year=${year}`}
            filters={describeFilters(params, filters)}
            summary={t('hours.sum', { year: String(year), people: sum.people, done: sum.done, hours: sum.hours })}
            empty={<Empty icon="users" title={t('hours.empty')} text={t('hours.emptyText')} />}
          />
        </>
      ) : null}
      <MyHours mine={mine} year={year} />
      <Rules rules={rules} year={year} />
      {registers.length > 0 ? (
        <section className="lt-section">
          <div className="lt-section-head">
            <h2>{t('hours.links')}</h2>
          </div>
          <p className="lt-row lt-wrap">
            {registers.map(({ code, name }) => (
              <Link key={code} className="lt-btn" to={`/w/${slug}/registers/${code}`}>
                {isChinese ? name.zh : name.en}
              </Link>
            ))}
          </p>
        </section>
      ) : null}
      <PersonDrawer open={layer === 'person'} person={null} onClose={close} onDone={done} />
      <CreditDrawer open={layer === 'credit'} onClose={close} onDone={done} />
    </div>
  );
}

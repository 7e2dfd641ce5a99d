import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { levelName } from '@/app/features/assessment/assessment-labels';
import { DistrictTabs } from '@/app/features/district/district-tabs';
import { ChecksFacts, ReceivedChecks } from '@/app/features/district/work-checks';
import { DigitalArchives } from '@/app/features/district/work-digital';
import { CallReports, SendReport } from '@/app/features/district/work-report';
import { ReceivedSafety } from '@/app/features/district/work-safety';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { RATING_LEVELS } from '@/server/domain/assessment/assessment-vocabulary';
import { SAFETY_CONCERNS } from '@/server/domain/inspection/work-state-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('district.title'), to: `/w/${params.slug}/units` },
    { label: t('workState.title') },
  ],
};

const VIEWS = ['checks', 'safety', 'digital', 'own'] as const;
const LEVELS = [...RATING_LEVELS.digital_archive.map((level) => level.code), '-'];
const SENT = ['yes', 'no'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { workState } = context.api.workspace(params.slug ?? '');
  const asked = { request, context };
  const view = oneOf(VIEWS, search.get('view')) ?? 'checks';
  const year = yearOfParam(search.get('year'));
  const who = { search: search.get('q') || undefined, sent: oneOf(SENT, search.get('sent')) };
  switch (view) {
    case 'safety': {
      const input = { ...who, concern: oneOf(SAFETY_CONCERNS, search.get('concern')) };
      return { view, input, safety: await loadOrThrow(asked, workState.safety(input)) };
    }
    case 'digital': {
      const input = { search: who.search, level: oneOf(LEVELS, search.get('level')) };
      return { view, input, digital: await loadOrThrow(asked, workState.digital(input)) };
    }
    case 'own':
      return { view, input: {}, own: await loadOrThrow(asked, workState.ownChecks({ year })) };
    default: {
      const input = { ...who, year };
      return { view, input, checks: await loadOrThrow(asked, workState.checks(input)) };
    }
  }
};
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const filtersOf = (t: Translate, locale: Locale, view: Loaded['view'], years: readonly number[]): Filter[] => {
  const year: Filter = {
    name: 'year',
    label: t('workState.year'),
    options: years.map((one) => ({ value: String(one), label: String(one) })),
  };
  const sent: Filter = {
    name: 'sent',
    label: t('workState.sent'),
    options: SENT.map((value) => ({ value, label: t(`workState.sent_${value}`) })),
  };
  if (view === 'own') return [year];
  if (view === 'checks') return [year, sent];
  if (view === 'safety')
    return [
      sent,
      {
        name: 'concern',
        label: t('workState.state'),
        options: SAFETY_CONCERNS.map((value) => ({ value, label: t(`workState.concern_${value}`) })),
      },
    ];
  return [
    {
      name: 'level',
      label: t('workState.level'),
      options: LEVELS.map((value) => ({
        value,
        label: value === '-' ? t('workState.noLevel') : levelName('digital_archive', value, locale),
      })),
    },
  ];
};

const DOWNLOADS = {
  checks: 'workState.downloadChecks',
  safety: 'workState.downloadSafety',
  digital: 'workState.downloadDigital',
} as const;

const Shown = ({ loaded }: { loaded: Loaded }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  if (loaded.view === 'safety') return <ReceivedSafety view={loaded.safety} />;
  if (loaded.view === 'digital') return <DigitalArchives view={loaded.digital} />;
  if (loaded.view === 'checks') return <ReceivedChecks view={loaded.checks} />;
  const { state, superiors, lastSentAt, calls } = loaded.own;
  return (
    <section className="lt-section" aria-label={t('workState.ownChecks')}>
      <h2>{t('workState.ownChecks')}</h2>
      <p className="lt-2">{t('workState.ownChecksLead')}</p>
      <ChecksFacts state={state} />
      <SendReport
        what={t('workState.ownChecks')}
        superiors={superiors}
        calls={calls}
        lastSentAt={lastSentAt}
        newKey={newIdempotencyKey}
        send={(idempotencyKey) =>
          client.workState.sendChecks.mutate({ year: state.year }, { context: { idempotencyKey } })
        }
        onDone={revalidate}
      />
    </section>
  );
};

/** 下级上报: what the districts did of checks, how safe the archives are, which levels they have; and the own report. */
export default function UnitWork() {
  const t = useText();
  const locale = useLocale();
  const loaded = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { view, input } = loaded;
  const { revalidate } = useRevalidator();
  return (
    <div className="lt-page">
      <PageHeader
        title={t('workState.title')}
        lead={t('workState.lead')}
        actions={
          view === 'own' ? null : (
            <>
              {view === 'digital' ? (
                <ButtonLink icon="book" to={`/w/${slug}/ratings`}>
                  {t('workState.ledger')}
                </ButtonLink>
              ) : null}
              {view === 'digital' ? null : <CallReports key={view} topic={view} onDone={revalidate} />}
              <a className="lt-btn" href={downloadPath(slug, DOWNLOADS[view], input)} download>
                <Icon name="download" />
                <span>{t('workState.export')}</span>
              </a>
            </>
          )
        }
      />
      <DistrictTabs />
      <Segments
        name="view"
        label={t('workState.views')}
        segments={VIEWS.map((value) => ({ value, label: t(`workState.view_${value}`) }))}
      />
      <SearchBar
        key={view}
        placeholder={t('workState.search')}
        withText={view !== 'own'}
        filters={filtersOf(t, locale, view, recentYears(useToday()))}
        keep={['view']}
      />
      <Shown loaded={loaded} />
    </div>
  );
}

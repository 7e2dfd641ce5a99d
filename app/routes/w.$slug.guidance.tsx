import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { GuidanceFormDrawer } from '@/app/features/guidance/guidance-form-drawer';
import { GUIDANCE_STATUS, programmeName } from '@/app/features/guidance/guidance-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { GuidanceView } from '@/server/domain/guidance/guidance-event';
import { GUIDANCE_MODES, GUIDANCE_PROGRAMMES, GUIDANCE_STATES } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('guidance.title') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  mode: oneOf(GUIDANCE_MODES, search.get('mode')),
  programme: oneOf(GUIDANCE_PROGRAMMES, search.get('programme')),
  state: oneOf(GUIDANCE_STATES, search.get('state')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { guidance } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, guidance.list({ ...filterOf(search), ...pageOfParams(search) }));
  return { ...list, units: await loadOrThrow(asked, guidance.units()) };
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'year',
    label: t('guidance.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('guidance.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'mode',
    label: t('guidance.mode'),
    options: GUIDANCE_MODES.map((value) => ({ value, label: t(`guidance.mode_${value}`) })),
  },
  {
    name: 'programme',
    label: t('guidance.programme'),
    options: GUIDANCE_PROGRAMMES.map((value) => ({ value, label: t(`guidance.programme_${value}`) })),
  },
  {
    name: 'state',
    label: t('guidance.state'),
    options: GUIDANCE_STATES.map((value) => ({ value, label: t(`guidance.state_${value}`) })),
  },
];

const columnsOf = (t: Translate): Column<GuidanceView>[] => [
  {
    key: 'guidedOn',
    title: t('guidance.guidedOn'),
    render: (event) => event.guidedOn,
    width: '112px',
    onPhone: 'title',
  },
  { key: 'unit', title: t('guidance.unit'), render: (event) => event.subjectName, width: '220px' },
  { key: 'mode', title: t('guidance.mode'), render: (event) => t(`guidance.mode_${event.mode}`), width: '80px' },
  {
    key: 'programme',
    title: t('guidance.programme'),
    render: (event) => programmeName(event.programme, t),
    width: '160px',
    onPhone: 'hide',
  },
  { key: 'topic', title: t('guidance.topic'), render: (event) => event.topic, truncate: true },
  {
    key: 'hours',
    title: t('guidance.hours'),
    render: (event) => formatNumber(event.hours),
    numeric: true,
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('guidance.state'),
    render: (event) => <Status kind={GUIDANCE_STATUS[event.state]}>{t(`guidance.state_${event.state}`)}</Status>,
    width: '96px',
  },
];

const VoidGuidance = ({ event, onClose }: { event: GuidanceView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={t('guidance.voidTitle')}
      effect={t('guidance.voidText')}
      label={t('guidance.reason')}
      act={t('guidance.void')}
      onSubmit={async (reason) => {
        await client.guidance.void.mutate({ guidanceId: event.id, rowVersion: event.rowVersion, reason });
        toast({ text: t('guidance.voided') });
        revalidate();
      }}
    />
  );
};

export default function Guidance() {
  const t = useText();
  const { rows, page, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('guidance.register');
  const [registering, setRegistering] = useState(false);
  useNewAsked(canRegister, () => setRegistering(true));
  const [voiding, setVoiding] = useState<GuidanceView | null>(null);
  const filters = filtersOf(t, useToday());
  const strike = (event: GuidanceView) => (
    <button type="button" className="lt-link" onClick={() => setVoiding(event)}>
      {t('guidance.void')}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.title')}
        lead={t('guidance.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'guidance.downloadEvents', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('guidance.exportEvents')}</span>
            </a>
            {canRegister ? (
              <Button look="primary" icon="plus" onClick={() => setRegistering(true)}>
                {t('guidance.register')}
              </Button>
            ) : null}
          </>
        }
      />
      <SearchBar placeholder={t('guidance.search')} filters={filters} />
      <DataTable
        name="guidance"
        caption={t('guidance.caption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(event) => event.id}
        rowLabel={(event) => `${event.guidedOn} ${event.subjectName}`}
        rowActions={canRegister ? (event) => (event.state === 'void' ? null : strike(event)) : undefined}
        filters={describeFilters(params, filters)}
        currentKey={params.get('event') ?? undefined}
        empty={<Empty icon="flag" title={t('guidance.empty')} text={t('guidance.emptyText')} />}
      />
      <GuidanceFormDrawer open={registering} onClose={() => setRegistering(false)} units={units} />
      {voiding ? <VoidGuidance event={voiding} onClose={() => setVoiding(null)} /> : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { EffectDrawer } from '@/app/features/use/effect-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { addDays } from '@/server/domain/shared/working-days';
import type { EffectView, ToAskView } from '@/server/domain/use/use-effect';
import { EFFECT_KINDS } from '@/server/domain/use/visit-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('use.effectsTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  kind: oneOf(EFFECT_KINDS, search.get('kind')),
  from: dayOfParam(search.get('from')),
  to: dayOfParam(search.get('to')),
  isTypical: search.get('typical') === 'yes' ? true : undefined,
  q: search.get('q') || undefined,
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { effect } = context.api.workspace(params.slug ?? '');
  const page = pageOfParams(search);
  if (search.get('view') === 'ask') return { view: 'ask' as const, ...(await loadOrThrow(asked, effect.toAsk(page))) };
  return { view: 'list' as const, ...(await loadOrThrow(asked, effect.list({ ...filterOf(search), ...page }))) };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'kind',
    label: t('use.effectKind'),
    options: EFFECT_KINDS.map((value) => ({ value, label: t(`use.effect_${value}`) })),
  },
  { name: 'typical', label: t('use.isTypical'), options: [{ value: 'yes', label: t('use.yes') }] },
  { name: 'from', label: t('use.from') },
  { name: 'to', label: t('use.to') },
];

const effectColumns = (t: Translate): Column<EffectView>[] => [
  { key: 'notedOn', title: t('use.notedOn'), render: (row) => row.notedOn, width: '112px', onPhone: 'title' },
  { key: 'user', title: t('use.visitorName'), render: (row) => row.userName, width: '96px' },
  { key: 'unit', title: t('use.visitorUnit'), render: (row) => row.userUnit ?? '—', truncate: true, onPhone: 'hide' },
  { key: 'question', title: t('use.question'), render: (row) => row.question, truncate: true },
  { key: 'kind', title: t('use.effectKind'), render: (row) => t(`use.effect_${row.kind}`), width: '96px' },
  { key: 'description', title: t('use.effectText'), render: (row) => row.description, truncate: true },
  {
    key: 'amount',
    title: t('use.amountYuan'),
    render: (row) => (row.amountYuan === null ? '—' : formatNumber(row.amountYuan)),
    numeric: true,
    width: '120px',
  },
  {
    key: 'typical',
    title: t('use.isTypical'),
    render: (row) => (row.isTypical ? t('use.yes') : '—'),
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('use.state'),
    render: (row) => (
      <Status kind={row.state === 'void' ? 'failed' : 'done'}>{t(`use.effectState_${row.state}`)}</Status>
    ),
    width: '88px',
    hiddenAtFirst: true,
  },
];

const askColumns = (t: Translate): Column<ToAskView>[] => [
  { key: 'user', title: t('use.visitorName'), render: (row) => row.userName, width: '96px', onPhone: 'title' },
  { key: 'unit', title: t('use.visitorUnit'), render: (row) => row.userUnit ?? '—', truncate: true },
  { key: 'contact', title: t('use.contact'), render: (row) => row.contact ?? '—', width: '136px' },
  { key: 'question', title: t('use.question'), render: (row) => row.question, truncate: true },
  { key: 'usedOn', title: t('use.usedOn'), render: (row) => row.usedOn, width: '112px' },
  { key: 'askOn', title: t('use.effectAskOn'), render: (row) => row.askOn, width: '112px' },
  { key: 'source', title: t('use.sourceOfUse'), render: (row) => t(`use.source_${row.source}`), width: '88px' },
];

/** 稍后再问, or, for a visit, no more. */
const LaterDrawer = ({ row, onClose }: { row: ToAskView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ askAgainOn?: string; note: string }>
      open
      onClose={onClose}
      title={t('use.askLater')}
      initialValues={{ askAgainOn: addDays(today, 30) }}
      fieldLabels={{ askAgainOn: t('use.askAgainOn'), note: t('use.reason') }}
      onSubmit={async ({ askAgainOn, note }) => {
        await client.effect.askLater.mutate({ source: row.source, id: row.id, askAgainOn: askAgainOn || null, note });
        toast({ text: t('use.askLaterSaved') });
        revalidate();
      }}
    >
      <FormField
        name="askAgainOn"
        label={t('use.askAgainOn')}
        required={row.source === 'loan'}
        {...(row.source === 'visit' ? { help: t('use.askNoMore') } : {})}
      >
        <input className="lt-input" type="date" min={addDays(today, 1)} />
      </FormField>
      <FormField name="note" label={t('use.reason')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};

type Layer =
  | { kind: 'new' }
  | { kind: 'told'; row: ToAskView }
  | { kind: 'later'; row: ToAskView }
  | { kind: 'void'; effect: EffectView }
  | null;

const Layers = ({ layer, onClose }: { layer: Layer; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  if (layer === null) return null;
  if (layer.kind === 'new') return <EffectDrawer about={{}} onClose={onClose} />;
  if (layer.kind === 'later') return <LaterDrawer row={layer.row} onClose={onClose} />;
  if (layer.kind !== 'void') {
    const { source, id, userName, userUnit, question } = layer.row;
    const key = source === 'visit' ? { visitId: id } : { loanId: id };
    return <EffectDrawer about={{ ...key, userName, userUnit: userUnit ?? '', question }} onClose={onClose} />;
  }
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={t('use.voidTitle')}
      effect={t('use.voidEffectText')}
      label={t('use.reason')}
      act={t('use.void')}
      onSubmit={async (reason) => {
        const { id: effectId, rowVersion } = layer.effect;
        await client.effect.void.mutate({ effectId, rowVersion, reason });
        toast({ text: t('use.voided') });
        revalidate();
      }}
    />
  );
};

/** 利用效果: what came of the use, and whom to ask for it. */
export default function Effects() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('use.register');
  const [layer, setLayer] = useState<Layer>(null);
  const filters = filtersOf(t);
  const views = [
    { value: 'list', label: t('use.effectsTitle') },
    ...(canRegister ? [{ value: 'ask', label: t('use.toAsk') }] : []),
  ];
  const lead = <Segments name="view" label={t('use.effectsTitle')} segments={views} />;
  const act = (kind: 'told' | 'later', row: ToAskView) => (
    <button type="button" className="lt-link" onClick={() => setLayer({ kind, row })}>
      {t(kind === 'told' ? 'use.noteEffect' : 'use.askLater')}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.effectsTitle')}
        lead={data.view === 'list' ? t('use.effectsSum', { yuan: formatNumber(data.amountYuan) }) : t('use.toAskLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'effect.downloadEffects', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('use.exportEffects')}</span>
            </a>
            {canRegister ? (
              <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'new' })}>
                {t('use.noteEffect')}
              </Button>
            ) : null}
          </>
        }
      />
      <SectionTabs of="desk" />
      {data.view === 'list' ? (
        <>
          <SearchBar placeholder={t('use.searchEffects')} filters={filters} />
          <DataTable
            lead={lead}
            name="effects"
            caption={t('use.effectsTitle')}
            columns={effectColumns(t)}
            rows={data.rows}
            page={data.page}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.notedOn} ${row.userName}`}
            rowActions={
              canRegister
                ? (effect) =>
                    effect.state === 'void' ? null : (
                      <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'void', effect })}>
                        {t('use.void')}
                      </button>
                    )
                : undefined
            }
            filters={describeFilters(params, filters)}
            empty={<Empty icon="star" title={t('use.effectsEmpty')} text={t('use.effectsEmptyText')} />}
          />
        </>
      ) : (
        <DataTable
          lead={lead}
          name="to-ask"
          caption={t('use.toAsk')}
          columns={askColumns(t)}
          rows={data.rows}
          page={data.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${row.userName} ${row.question}`}
          rowActions={(row) => (
            <>
              {act('told', row)} {act('later', row)}
            </>
          )}
          empty={<Empty icon="check" title={t('use.toAskEmpty')} text={t('use.toAskEmptyText')} />}
        />
      )}
      <Layers layer={layer} onClose={() => setLayer(null)} />
    </div>
  );
}

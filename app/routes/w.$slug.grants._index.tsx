import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { AnswerRequestDrawer, AskAccessDrawer, type AskableUnit } from '@/app/features/grant/access-drawers';
import { ExtendDrawer } from '@/app/features/grant/extend-drawer';
import { grantColumns } from '@/app/features/grant/grant-columns';
import { AnswerDrawer, ObjectDrawer, RevokeDrawer } from '@/app/features/grant/grant-drawers';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { GrantState, GrantView } from '@/server/domain/tenancy/grant';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('grant.title') }] };

const STATES = ['asked', 'pending', 'live', 'refused', 'expired', 'revoked'] as const satisfies readonly GrantState[];

/** Each unit below once, by a name that no other has. */
const askableOf = (nodes: readonly { slug: string; name: string; depth: number }[]): AskableUnit[] => {
  const below = [...new Map(nodes.filter((one) => one.depth > 0).map((one) => [one.slug, one])).values()];
  const shared = (name: string): boolean => below.filter((one) => one.name === name).length > 1;
  return below.map(({ slug, name }) => ({ slug, name: shared(name) ? `${name} ${slug}` : name }));
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const side = search.get('side') === 'given' ? 'given' : 'received';
  const state = STATES.find((name) => name === search.get('state'));
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, api.grants.list({ side, state, ...pageOfParams(search) }));
  // Only who opens the form needs to know all units.
  const nodes = search.has('ask') ? (await loadOrThrow(asked, api.tenancy.tree({}))).nodes : [];
  return { side, ...list, units: askableOf(nodes) } as const;
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('grant.filterState'),
    options: STATES.map((value) => ({ value, label: t(`grant.state_${value}`) })),
  },
];

type Act = 'revoke' | 'object' | 'answer' | 'extend' | 'answerRequest';

/** What this person may do with a grant as it stands. */
const useActsOf = (): ((grant: GrantView) => Act[]) => {
  const [revoke, object, answer] = [useCan('grant.revoke'), useCan('grant.object'), useCan('grant.answer')];
  const extend = useCan('inspection.plan');
  return (grant) => {
    const open = grant.state === 'live' || grant.state === 'pending';
    return [
      ...(answer && grant.side === 'given' && grant.objection?.state === 'raised' ? (['answer'] as const) : []),
      ...(extend && grant.side === 'given' && open && grant.inspectionId ? (['extend'] as const) : []),
      ...(object && grant.side === 'received' && grant.state === 'asked' ? (['answerRequest'] as const) : []),
      ...(revoke && grant.side === 'given' && (open || grant.state === 'asked') ? (['revoke'] as const) : []),
      ...(object && grant.side === 'received' && open && !grant.objection ? (['object'] as const) : []),
    ];
  };
};

export default function Grants() {
  const t = useText();
  const { side, rows, page, units } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const { revalidate } = useRevalidator();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const actsOf = useActsOf();
  // The looks stand in the log of the unit that was read: only there can they be listed.
  const seesLooks = useCan('audit.readGrantReads') && side === 'received';
  const [acting, setActing] = useState<{ act: Act; grant: GrantView } | null>(null);
  const mayAsk = useCan('inspection.inspect');
  const ask = (whom: string | null) =>
    setParams(
      (before) => {
        if (whom === null) before.delete('ask');
        else before.set('ask', whom);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  const filters = filtersOf(t);
  const drawer = (act: Act) => ({
    grant: acting?.act === act ? acting.grant : null,
    onClose: () => setActing(null),
    onDone: revalidate,
  });
  return (
    <div className="lt-page">
      <PageHeader
        title={t('grant.title')}
        lead={t(side === 'given' ? 'grant.leadGiven' : 'grant.leadReceived')}
        actions={
          mayAsk ? (
            <Button look="primary" icon="eye" onClick={() => ask('1')}>
              {t('grant.ask')}
            </Button>
          ) : undefined
        }
      />
      <DataTable
        key={side}
        name={`grants-${side}`}
        caption={t('grant.caption')}
        lead={
          <div className="lt-wrap">
            <Segments
              name="side"
              label={t('grant.title')}
              segments={[
                { value: 'received', label: t('grant.side_received') },
                { value: 'given', label: t('grant.side_given') },
              ]}
            />
            <SearchBar placeholder="" withText={false} filters={filters} keep={['side']} />
          </div>
        }
        columns={grantColumns(base, side === 'given', t)}
        rows={rows}
        page={page}
        rowKey={(grant) => grant.id}
        rowLabel={(grant) => grant.reason}
        rowTo={seesLooks ? (grant) => `${base}/grants/${grant.id}` : undefined}
        rowActions={(grant) => (
          <>
            {actsOf(grant).map((act) => (
              <button key={act} type="button" className="lt-link" onClick={() => setActing({ act, grant })}>
                {t(act === 'extend' ? 'inspectionPlan.extend' : `grant.${act}`)}
              </button>
            ))}
            {seesLooks ? <Link to={`${base}/grants/${grant.id}`}>{t('grant.seeLooks')}</Link> : null}
          </>
        )}
        filters={describeFilters(params, filters)}
        clearTo={`?side=${side}`}
        empty={<Empty icon="eye" title={t(`grant.empty_${side}`)} text={t(`grant.emptyText_${side}`)} />}
      />
      <RevokeDrawer {...drawer('revoke')} />
      <ExtendDrawer {...drawer('extend')} />
      <ObjectDrawer {...drawer('object')} />
      <AnswerDrawer {...drawer('answer')} />
      <AnswerRequestDrawer {...drawer('answerRequest')} />
      {mayAsk ? (
        <AskAccessDrawer
          key={params.get('ask') ?? ''}
          open={params.has('ask')}
          units={units}
          unit={units.find((one) => one.slug === params.get('ask')) ?? null}
          onClose={() => ask(null)}
          onDone={revalidate}
        />
      ) : null}
    </div>
  );
}

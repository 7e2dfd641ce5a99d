import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { KeysetPager } from '@/app/components/keyset-pager';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { FondsChangeList } from '@/app/features/fonds/change-list';
import { CloseFondsDrawer, EditFondsDrawer, OfficialNumberDrawer } from '@/app/features/fonds/fonds-drawers';
import { holdingsText, kindName, periodText } from '@/app/features/fonds/fonds-labels';
import { HoldingsTable } from '@/app/features/fonds/holdings-table';
import { SchemeList } from '@/app/features/fonds/scheme-list';
import { ExportFondsMenu } from '@/app/features/print/export-fonds-menu';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import { type FondsRecord, sumHoldings } from '@/server/domain/fonds/fonds';

export const handle: ScreenHandle<{ fonds: FondsRecord }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: data ? `${data.fonds.number} ${data.fonds.name}` : '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.fondsId ?? '';
  if (!isUuid(id)) {
    throw notFound(context.requestId);
  }
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const [{ fonds, holdings }, changes, schemes, templates] = await Promise.all([
    loadOrThrow(asked, api.fonds.byId({ id })),
    loadOrThrow(asked, api.fonds.changes({ ...pageOfParams(new URL(request.url).searchParams), fondsId: id })),
    loadOrThrow(asked, api.archive.schemes()),
    loadOrThrow(asked, api.fonds.templates()),
  ]);
  return { fonds, holdings, changes, templates, schemes: schemes.filter((one) => one.fondsId === id) };
};

const Facts = ({ fonds, holdings }: { fonds: FondsRecord; holdings: string }) => {
  const t = useText();
  const locale = useLocale();
  const facts: [string, string | null][] = [
    [t('fonds.number'), fonds.number],
    [t('fonds.formerNumber'), fonds.isOfficial ? fonds.provisionalNumber : null],
    [t('fonds.kind'), kindName(fonds.kind, locale)],
    [t('fonds.className'), fonds.className],
    [t('fonds.period'), periodText(fonds)],
    [t('fonds.closedReason'), fonds.closedReason],
    [t('fonds.holdings'), holdings],
    [t('fonds.location'), fonds.location],
    [t('fonds.relations'), fonds.relations],
    [t('fonds.history'), fonds.history],
    [t('fonds.note'), fonds.note],
  ];
  return (
    <dl className="lt-facts">
      {facts
        .filter(([, value]) => value)
        .flatMap(([label, value]) => [<dt key={label}>{label}</dt>, <dd key={`${label}:`}>{value}</dd>])}
    </dl>
  );
};

type LayerName = 'edit' | 'close' | 'official';

const Actions = ({ fonds, open }: { fonds: FondsRecord; open: (layer: LayerName) => void }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const canConfigure = useCan('archive.configure');
  return (
    <>
      <ButtonLink icon="box" to={`/w/${slug}/archives?fonds=${fonds.id}`}>
        {t('fonds.topicRecords')}
      </ButtonLink>
      <ButtonLink icon="print" to={`/w/${slug}/fonds/${fonds.id}/card`}>
        {t('fonds.card')}
      </ButtonLink>
      <ExportFondsMenu fondsId={fonds.id} />
      {canConfigure && fonds.closedOn === null ? (
        <Button onClick={() => open('close')}>{t('fonds.close')}</Button>
      ) : null}
      {canConfigure && !fonds.isOfficial ? (
        <Button icon="hash" onClick={() => open('official')}>
          {t('fonds.giveOfficial')}
        </Button>
      ) : null}
      {canConfigure ? (
        <Button look="primary" icon="pen" onClick={() => open('edit')}>
          {t('fonds.edit')}
        </Button>
      ) : null}
    </>
  );
};

export default function Fonds() {
  const t = useText();
  const { fonds, holdings, changes, schemes, templates } = useLoaderData<typeof loader>();
  const canConfigure = useCan('archive.configure');
  const thisYear = Number(useToday().slice(0, 4));
  const [layer, setLayer] = useState<LayerName | null>(null);
  const close = () => setLayer(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={`${fonds.number} ${fonds.name}`}
        lead={
          <>
            <Status kind={fonds.isOfficial ? 'done' : 'attention'}>
              {t(fonds.isOfficial ? 'fonds.official' : 'fonds.provisional')}
            </Status>{' '}
            <Status kind={fonds.closedOn ? 'none' : 'live'}>{t(fonds.closedOn ? 'fonds.closed' : 'fonds.open')}</Status>
          </>
        }
        actions={<Actions fonds={fonds} open={setLayer} />}
      />
      <div className="lt-columns">
        <div>
          <section className="lt-section">
            <h2>{t('fonds.holdingsTitle')}</h2>
            <HoldingsTable fondsId={fonds.id} holdings={holdings} />
          </section>
          <SchemeList
            fondsId={fonds.id}
            schemes={schemes}
            templates={templates}
            canConfigure={canConfigure}
            thisYear={thisYear}
          />
        </div>
        <div className="lt-side">
          <section>
            <h2>{t('fonds.facts')}</h2>
            <Facts fonds={fonds} holdings={holdingsText(sumHoldings(holdings))} />
          </section>
          <section>
            <h2>{t('fonds.changesTitle')}</h2>
            {changes.rows.length === 0 ? (
              <p className="lt-3">{t('fonds.changesEmpty')}</p>
            ) : (
              <>
                <FondsChangeList changes={changes.rows} />
                <KeysetPager page={changes.page} shown={changes.rows.length} />
              </>
            )}
          </section>
        </div>
      </div>
      {canConfigure ? (
        <>
          <EditFondsDrawer key={fonds.rowVersion} open={layer === 'edit'} onClose={close} fonds={fonds} />
          <CloseFondsDrawer open={layer === 'close'} onClose={close} fonds={fonds} />
          <OfficialNumberDrawer open={layer === 'official'} onClose={close} fonds={fonds} />
        </>
      ) : null}
    </div>
  );
}

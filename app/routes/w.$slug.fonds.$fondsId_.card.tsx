import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { FondsChangeList } from '@/app/features/fonds/change-list';
import { kindName, periodText } from '@/app/features/fonds/fonds-labels';
import { HoldingsTable } from '@/app/features/fonds/holdings-table';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { PrintButton } from '@/app/features/print/print-button';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { FINDING_AIDS, type FondsCardView } from '@/server/domain/fonds/fonds-card';

export const handle: ScreenHandle<FondsCardView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    {
      label: data ? `${data.fonds.number} ${data.fonds.name}` : '',
      to: `/w/${params.slug}/fonds/${params.fondsId}`,
    },
    { label: t('fonds.card') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.fondsId ?? '';
  if (!isUuid(id)) {
    throw notFound(context.requestId);
  }
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').fonds.card({ id }));
};

const years = (first: number | null, last: number | null): string =>
  first === last ? String(first ?? '') : `${first}–${last}`;

const Facts = ({ card }: { card: FondsCardView }) => {
  const t = useText();
  const locale = useLocale();
  const { fonds, boxes, shelfMm, received, left } = card;
  const records = (n: number): string => (n === 0 ? '' : t('fonds.card_records', { n: formatNumber(n) }));
  return (
    <FactList
      facts={[
        [t('fonds.number'), fonds.number],
        [t('fonds.formerNumber'), fonds.isOfficial ? fonds.provisionalNumber : null],
        [t('fonds.name'), fonds.name],
        [
          t('fonds.card_formerNames'),
          card.formerNames
            .map(({ name, until }) => t('fonds.card_until', { name, date: until }))
            .join(t('common.list')),
        ],
        [t('fonds.kind'), kindName(fonds.kind, locale)],
        [t('fonds.className'), fonds.className],
        [t('fonds.period'), periodText(fonds)],
        [t('fonds.card_span'), years(card.firstYear, card.lastYear)],
        [
          t('fonds.card_boxes'),
          boxes === 0 ? '' : t('fonds.card_boxesText', { n: formatNumber(boxes), metres: (shelfMm / 1000).toFixed(2) }),
        ],
        [t('fonds.card_rooms'), card.rooms.join(t('common.list'))],
        [t('fonds.location'), fonds.location],
        [t('fonds.card_received'), records(received)],
        [t('fonds.card_left'), records(left)],
        [t('fonds.relations'), fonds.relations],
        [t('fonds.closedReason'), fonds.closedReason],
        [t('fonds.note'), fonds.note],
      ]}
    />
  );
};

const Aids = ({ aids }: { aids: FondsCardView['aids'] }) => {
  const t = useText();
  const locale = useLocale();
  if (aids.length === 0) {
    return <p className="lt-3">{t('fonds.card_aidsEmpty')}</p>;
  }
  return (
    <PlainTable
      caption={t('fonds.cardAids')}
      rows={aids}
      rowKey={(aid) => aid.code}
      columns={[
        {
          key: 'name',
          title: t('fonds.card_aidName'),
          render: ({ code }) => FINDING_AIDS.find((aid) => aid.code === code)?.[locale === 'en' ? 'en' : 'zh'],
        },
        {
          key: 'entries',
          title: t('fonds.card_aidEntries'),
          render: (aid) => formatNumber(aid.entries),
          numeric: true,
        },
        { key: 'years', title: t('fonds.card_aidYears'), render: (aid) => years(aid.firstYear, aid.lastYear) },
      ]}
    />
  );
};

const ByRetention = ({ lines }: { lines: FondsCardView['byRetention'] }) => {
  const t = useText();
  const locale = useLocale();
  const nameOf = (code: string): string =>
    RETENTION_CODES.find((entry) => entry.code === code)?.[locale === 'en' ? 'en' : 'zh'] ?? code;
  if (lines.length === 0) {
    return <p className="lt-3">{t('fonds.holdingsEmpty')}</p>;
  }
  return (
    <PlainTable
      caption={t('fonds.cardByRetention')}
      rows={lines}
      rowKey={(line) => line.retentionCode}
      columns={[
        { key: 'retention', title: t('fonds.card_retention'), render: (line) => nameOf(line.retentionCode) },
        { key: 'volumes', title: t('fonds.volumes'), render: (line) => formatNumber(line.volumes), numeric: true },
        { key: 'pieces', title: t('fonds.pieces'), render: (line) => formatNumber(line.pieces), numeric: true },
      ]}
    />
  );
};

/** 全宗卡片: one fonds on one page, and on one sheet of paper. */
export default function FondsCard() {
  const t = useText();
  const card = useLoaderData<typeof loader>();
  const { fonds } = card;
  return (
    <div className="lt-page">
      <PageHeader
        title={`${t('fonds.card')} ${fonds.number}`}
        lead={t('fonds.card_cardLead')}
        actions={<PrintButton forms={['fonds_card', 'fonds_record']} what={{ fondsId: fonds.id }} />}
      />
      <Facts card={card} />
      <section className="lt-section">
        <h2>{t('fonds.history')}</h2>
        {fonds.history === null ? (
          <p className="lt-3">{t('fonds.card_historyEmpty')}</p>
        ) : (
          <p className="lt-fonds-history">{fonds.history}</p>
        )}
      </section>
      <section className="lt-section">
        <h2>{t('fonds.holdingsTitle')}</h2>
        <HoldingsTable fondsId={fonds.id} holdings={card.holdings} />
      </section>
      <section className="lt-section">
        <h2>{t('fonds.cardByRetention')}</h2>
        <ByRetention lines={card.byRetention} />
      </section>
      <section className="lt-section">
        <h2>{t('fonds.cardAids')}</h2>
        <Aids aids={card.aids} />
      </section>
      <section className="lt-section">
        <h2>{t('fonds.changesTitle')}</h2>
        {card.changes.length === 0 ? (
          <p className="lt-3">{t('fonds.card_noChanges')}</p>
        ) : (
          <FondsChangeList changes={card.changes} />
        )}
      </section>
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { amountText, DONATION_STATUS } from '@/app/features/disposition/disposition-labels';
import { type DonationStep, DonationStepDrawer, OfferForm } from '@/app/features/disposition/donation-forms';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { DonationDetail, DonationView } from '@/server/domain/disposition/collection';
import { DONATION_MODES, DONATION_STATES, type DonationState } from '@/server/domain/disposition/vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.collectionTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  state: oneOf(DONATION_STATES, search.get('state')),
  mode: oneOf(DONATION_MODES, search.get('mode')),
  appealId: isUuid(search.get('appeal') ?? '') ? (search.get('appeal') ?? undefined) : undefined,
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(params.slug ?? '');
  const donationId = search.get('donation') ?? '';
  const [list, appeals, open] = await Promise.all([
    loadOrThrow(asked, disposition.donations({ ...filterOf(search), ...pageOfParams(search) })),
    loadOrThrow(asked, disposition.appeals({ state: 'open', limit: 200 })),
    isUuid(donationId) ? loadOrThrow(asked, disposition.donationById({ donationId })) : null,
  ]);
  return { ...list, appeals: appeals.rows, running: appeals.page.total ?? appeals.rows.length, open };
};

const columnsOf = (t: Translate): Column<DonationView>[] => [
  {
    key: 'number',
    title: t('disposition.donationNumber'),
    render: (row) => row.donationNumber,
    width: '124px',
    onPhone: 'title',
  },
  { key: 'title', title: t('disposition.donationTitle'), render: (row) => row.title, truncate: true },
  { key: 'quantity', title: t('disposition.quantity'), render: (row) => amountText([row], t), width: '96px' },
  {
    key: 'mode',
    title: t('disposition.mode'),
    render: (row) => t(`disposition.mode_${row.mode}`),
    width: '72px',
    onPhone: 'hide',
  },
  { key: 'donor', title: t('disposition.donorName'), render: (row) => row.donorName, width: '120px', onPhone: 'hide' },
  {
    key: 'topics',
    title: t('disposition.topics'),
    render: (row) => row.topics.join(t('common.list')),
    width: '120px',
    onPhone: 'hide',
  },
  {
    key: 'offeredOn',
    title: t('disposition.offeredOn'),
    render: (row) => row.offeredOn,
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => <Status kind={DONATION_STATUS[row.state]}>{t(`disposition.donation_${row.state}`)}</Status>,
    width: '112px',
  },
];

const NEXT: Partial<Record<DonationState, DonationStep>> = { offered: 'value', valued: 'agree', agreed: 'accept' };

/** One offer with what comes next, at the right: below a long list nobody would see it. */
const Opened = ({ donation, onClose }: { donation: DonationDetail; onClose: () => void }) => {
  const t = useText();
  const categories = useCategories();
  const { slug } = useWorkspace().tenant;
  const mayCollect = useCan('disposition.collect');
  const [step, setStep] = useState<DonationStep | null>(null);
  const next = NEXT[donation.state];
  const comma = t('common.comma');
  const facts: [string, string | null][] = [
    [t('disposition.donorName'), donation.donorName],
    [t('disposition.donorContact'), donation.donorContact],
    [t('disposition.category'), categoryName(donation.categoryCode, categories)],
    [t('disposition.quantity'), amountText([donation], t)],
    [t('disposition.mode'), t(`disposition.mode_${donation.mode}`)],
    [t('disposition.appeal'), donation.appealTitle],
    [t('disposition.donationDescription'), donation.description],
    [t('disposition.story'), donation.story],
    [
      t('disposition.valuation'),
      donation.valuation && [donation.valuation, donation.valuedBy, donation.valuedOn].filter(Boolean).join(comma),
    ],
    [t('disposition.valuedAmount'), donation.valuedAmount === null ? null : String(donation.valuedAmount)],
    [t('disposition.terms'), donation.terms && `${donation.terms} (${donation.agreedOn})`],
    [t('disposition.reason'), donation.decisionReason],
    [t('disposition.certificateNumber'), donation.certificateNumber],
  ];
  const input = { donationId: donation.id };
  if (step) return <DonationStepDrawer donation={donation} step={step} onClose={() => setStep(null)} />;
  const foot =
    mayCollect && next ? (
      <>
        <Button onClick={() => setStep('decline')}>{t('disposition.decline')}</Button>
        <Button look="primary" onClick={() => setStep(next)}>
          {t(`disposition.${next}`)}
        </Button>
      </>
    ) : undefined;
  return (
    <Dialog open onClose={onClose} title={`${donation.donationNumber} ${donation.title}`} place="right" foot={foot}>
      <p className="lt-wrap lt-filing-line">
        <Status kind={DONATION_STATUS[donation.state]}>{t(`disposition.donation_${donation.state}`)}</Status>
        {mayCollect && donation.agreedOn ? (
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadAgreement', input)} download>
            <Icon name="print" />
            <span>{t('disposition.printAgreement')}</span>
          </a>
        ) : null}
        {mayCollect && donation.certificateNumber ? (
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadCertificate', input)} download>
            <Icon name="print" />
            <span>{t('disposition.printCertificate')}</span>
          </a>
        ) : null}
      </p>
      <FactList facts={facts} />
    </Dialog>
  );
};

export default function Collection() {
  const t = useText();
  const { rows, page, appeals, running, open } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { slug } = useWorkspace().tenant;
  const mayCollect = useCan('disposition.collect');
  const [offering, setOffering] = useState(false);
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('disposition.state'),
      options: DONATION_STATES.map((value) => ({ value, label: t(`disposition.donation_${value}`) })),
    },
    {
      name: 'mode',
      label: t('disposition.mode'),
      options: DONATION_MODES.map((value) => ({ value, label: t(`disposition.mode_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.collectionTitle')}
        lead={t('disposition.collectionLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadDonations', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('disposition.exportDonations')}</span>
            </a>
            <ButtonLink to={`/w/${slug}/collection/appeals`} icon="flag">
              {t('disposition.appealsRunning', { n: running })}
            </ButtonLink>
            {mayCollect ? (
              <Button look="primary" icon="plus" onClick={() => setOffering(true)}>
                {t('disposition.offer')}
              </Button>
            ) : null}
          </>
        }
      />
      <AreaTabs />
      <SearchBar placeholder={t('disposition.collectionSearch')} filters={filters} keep={['appeal']} />
      <DataTable
        name="donations"
        caption={t('disposition.collectionCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.donationNumber} ${row.title}`}
        rowTo={(row) => `/w/${slug}/collection${withParams(params, { donation: row.id }, { keepPage: true })}`}
        filters={[...describeFilters(params, filters), ...(params.get('appeal') ? [t('disposition.appeal')] : [])]}
        clearTo={`/w/${slug}/collection`}
        currentKey={open?.id}
        empty={
          <Empty icon="star" title={t('disposition.collectionEmpty')} text={t('disposition.collectionEmptyText')} />
        }
      />
      {open ? (
        <Opened
          key={open.id}
          donation={open}
          onClose={() => navigate(`/w/${slug}/collection${withParams(params, { donation: null }, { keepPage: true })}`)}
        />
      ) : null}
      <OfferForm open={offering} onClose={() => setOffering(false)} appeals={appeals} />
    </div>
  );
}

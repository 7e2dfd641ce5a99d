import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { recordColumns } from '@/app/features/disposition/record-columns';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { AccessionDetail, AccessionRecordView } from '@/server/domain/disposition/accession';
import { acquisitionOf } from '@/server/domain/disposition/vocabulary';
import type { Page } from '@/server/domain/shared/pagination';

interface Loaded {
  entry: AccessionDetail;
  records: Page<AccessionRecordView> | null;
}

export const handle: ScreenHandle<Loaded> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.registerTitle'), to: `/w/${params.slug}/accessions` },
    { label: data?.entry.accessionNumber ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const { slug = '', accessionId = '' } = params;
  const asked = { request, context };
  const { disposition } = context.api.workspace(slug);
  const entry = await loadOrThrow(asked, disposition.accessionById({ accessionId }));
  if (entry.recordCount === 0) return { entry, records: null };
  const search = new URL(request.url).searchParams;
  const q = search.get('q') || undefined;
  const records = await loadOrThrow(asked, disposition.accessionRecords({ accessionId, q, ...pageOfParams(search) }));
  return { entry, records };
};

const Facts = ({ entry }: { entry: AccessionDetail }) => {
  const t = useText();
  const facts: [string, string | null][] = [
    [t('disposition.sourceName'), entry.sourceName],
    [t('disposition.source'), t(`disposition.source_${entry.sourceKind}`)],
    [t('disposition.transferorKind'), t(`disposition.transferor_${entry.transferorKind}`)],
    [
      t('disposition.ownership'),
      entry.transferorOwnership ? t(`disposition.ownership_${entry.transferorOwnership}`) : null,
    ],
    [t('disposition.mode'), t(`disposition.mode_${entry.mode}`)],
    [t('disposition.acquisition'), t(`disposition.acquisition_${acquisitionOf(entry)}`)],
    [t('disposition.materialKind'), entry.materialKind ? t(`disposition.material_${entry.materialKind}`) : null],
    [t('disposition.receivedOn'), entry.receivedOn],
    [t('disposition.place'), entry.place],
    [t('disposition.handedOverBy'), entry.handedOverBy],
    [t('disposition.handledBy'), entry.handledBy],
    [t('disposition.topics'), entry.topics.join(t('common.list'))],
    [
      t('disposition.personCount'),
      entry.personCount > 0 ? t('disposition.personCountValue', { n: entry.personCount }) : null,
    ],
    [t('disposition.remarks'), entry.remarks],
    [t('disposition.reason'), entry.voidReason],
  ];
  return <FactList facts={facts} isWide />;
};

const Lines = ({ entry }: { entry: AccessionDetail }) => {
  const t = useText();
  const categories = useCategories();
  return (
    <section className="lt-section" aria-label={t('disposition.lines')}>
      <h2>{t('disposition.lines')}</h2>
      <ul className="lt-links">
        {entry.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
          <li key={index}>
            {categoryName(line.categoryCode, categories)}{' '}
            {t('disposition.amount', { n: formatNumber(line.quantity), unit: t(`disposition.unit_${line.unit}`) })}
            {line.yearFrom ? (
              <span className="lt-2"> {[...new Set([line.yearFrom, line.yearTo ?? line.yearFrom])].join('–')}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The records that the delivery brought, each a link to itself. */
const Records = ({ entry, records }: { entry: AccessionDetail; records: Page<AccessionRecordView> }) => {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const q = params.get('q') || undefined;
  const file = downloadPath(slug, 'disposition.downloadAccessionRecords', { accessionId: entry.id, q });
  return (
    <section className="lt-section" aria-label={t('disposition.accessionRecords')}>
      <div className="lt-section-head">
        <h2>{t('disposition.accessionRecordsCount', { n: formatNumber(entry.recordCount) })}</h2>
        <a className="lt-btn" href={file} download>
          <Icon name="download" />
          <span>{t('disposition.exportExcel')}</span>
        </a>
      </div>
      <DataTable
        name="accession-records"
        lead={<SearchBar placeholder={t('disposition.accessionRecordsSearch')} />}
        caption={t('disposition.accessionRecords')}
        columns={recordColumns<AccessionRecordView>(t, locale)}
        rows={records.rows}
        page={records.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `/w/${slug}/archives/${row.id}`}
        filters={describeFilters(params, [])}
        empty={<Empty icon="box" title={t('disposition.accessionRecordsEmpty')} />}
      />
    </section>
  );
};

const PRINTS = [
  ['disposition.printForm', 'disposition.downloadAccessionForm'],
  ['disposition.printReceipt', 'disposition.downloadAccessionReceipt'],
] as const;

export default function Accession() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { entry, records } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [voiding, setVoiding] = useState(false);
  const mayRegister = useCan('disposition.register');
  const isOpen = mayRegister && entry.state === 'accepted' && !entry.intakeId;
  const mayVoid = isOpen && !entry.donationId && entry.recordCount === 0;
  return (
    <div className="lt-page">
      <PageHeader
        title={entry.accessionNumber}
        lead={
          <Status kind={entry.state === 'void' ? 'none' : 'done'}>{t(`disposition.accession_${entry.state}`)}</Status>
        }
        actions={
          <>
            {entry.personCount > 0 ? (
              <Link className="lt-btn" to={`/w/${slug}/accessions/persons?accession=${entry.id}`}>
                {t('disposition.retireesTitle')}
              </Link>
            ) : null}
            {entry.intakeId ? (
              <Link className="lt-btn" to={`/w/${slug}/intakes/${entry.intakeId}`}>
                {t('disposition.openIntake')}
              </Link>
            ) : null}
            {entry.donationId ? (
              <Link className="lt-btn" to={`/w/${slug}/collection?donation=${entry.donationId}`}>
                {t('disposition.openDonation')}
              </Link>
            ) : null}
            {isOpen ? (
              <ButtonLink to={`/w/${slug}/accessions/${entry.id}/link`} icon="link">
                {t('disposition.linkRecords')}
              </ButtonLink>
            ) : null}
            {mayVoid ? <Button onClick={() => setVoiding(true)}>{t('disposition.voidAct')}</Button> : null}
            {PRINTS.map(([text, procedure]) => (
              <a
                key={procedure}
                className="lt-btn"
                href={downloadPath(slug, procedure, { accessionId: entry.id })}
                download
              >
                <Icon name="print" />
                <span>{t(text)}</span>
              </a>
            ))}
          </>
        }
      />
      <section className="lt-section" aria-label={t('disposition.accessionFacts')}>
        <h2>{t('disposition.accessionFacts')}</h2>
        <Facts entry={entry} />
      </section>
      <Lines entry={entry} />
      {records ? <Records entry={entry} records={records} /> : null}
      <ReasonDrawer
        open={voiding}
        onClose={() => setVoiding(false)}
        title={t('disposition.voidTitle')}
        effect={t('disposition.voidText')}
        label={t('disposition.reason')}
        act={t('disposition.voidAct')}
        onSubmit={async (reason) => {
          await client.disposition.voidAccession.mutate({
            accessionId: entry.id,
            rowVersion: entry.rowVersion,
            reason,
          });
          toast({ text: t('disposition.voided') });
          revalidate();
        }}
      />
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { AccessionDetail } from '@/server/domain/disposition/accession';

export const handle: ScreenHandle<AccessionDetail> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.registerTitle'), to: `/w/${params.slug}/accessions` },
    { label: data?.accessionNumber ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<AccessionDetail> => {
  const { slug = '', accessionId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).disposition.accessionById({ accessionId }));
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
    [t('disposition.receivedOn'), entry.receivedOn],
    [t('disposition.place'), entry.place],
    [t('disposition.handedOverBy'), entry.handedOverBy],
    [t('disposition.handledBy'), entry.handledBy],
    [t('disposition.topics'), entry.topics.join(t('common.list'))],
    [
      t('disposition.recordCount'),
      entry.recordCount > 0 ? t('disposition.recordCountValue', { n: entry.recordCount }) : null,
    ],
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
  const locale = useLocale();
  return (
    <section className="lt-section" aria-label={t('disposition.lines')}>
      <h2>{t('disposition.lines')}</h2>
      <ul className="lt-links">
        {entry.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
          <li key={index}>
            {categoryName(line.categoryCode, locale)}{' '}
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

const PRINTS = [
  ['disposition.printForm', 'disposition.downloadAccessionForm'],
  ['disposition.printReceipt', 'disposition.downloadAccessionReceipt'],
] as const;

export default function Accession() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const entry = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [voiding, setVoiding] = useState(false);
  const mayVoid = useCan('disposition.register') && entry.state === 'accepted' && !entry.intakeId && !entry.donationId;
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

import { FactList } from '@/app/components/fact-list';
import { listCountsText } from '@/app/features/disposition/disposition-labels';
import { useText } from '@/app/i18n/use-text';
import type { IntakeDetail } from '@/server/domain/disposition/intake';

/** What the unit says of its delivery, and who received it. */
export const IntakeFacts = ({ intake }: { intake: IntakeDetail }) => {
  const t = useText();
  const { facts } = intake;
  if (!facts) return null;
  const rows: [string, string | null][] = [
    [t('disposition.sender'), intake.senderName],
    [
      t('disposition.fonds'),
      `${facts.fondsNumber} ${facts.fondsName}${facts.fondsClosedOn ? ` (${t('disposition.fondsClosed')})` : ''}`,
    ],
    [t('disposition.basis'), t(`disposition.basis_${facts.basis}`)],
    [t('disposition.countsLabel'), listCountsText(facts.counts, t)],
    [t('disposition.signature'), `${facts.signedName} ${facts.signedOn}`],
    [t('disposition.openOpinion'), facts.openOpinion],
    [t('disposition.disclosureStatus'), facts.disclosureStatus],
    [t('disposition.secrecyStatus'), facts.secrecyStatus],
    [t('disposition.fourProperty'), facts.fourProperty],
    [t('disposition.description'), facts.description],
    [
      t('disposition.receivedByName'),
      intake.decidedByName ? `${intake.decidedByName} ${intake.decidedOn ?? ''}` : null,
    ],
    [t('disposition.place'), intake.place],
  ];
  return (
    <section className="lt-section lt-long-facts" aria-label={t('disposition.facts')}>
      <FactList facts={rows} isWide />
    </section>
  );
};

import { FactList } from '@/app/components/fact-list';
import { listCountsText } from '@/app/features/disposition/disposition-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import type { TransferDetail } from '@/server/domain/disposition/transfer';

const checkWords = (batch: TransferDetail, t: Translate): string => {
  const words = [
    ...(batch.checkedAt ? [t('disposition.checkPassed')] : []),
    ...(batch.wrongCount > 0 ? [t('disposition.checkWrong', { wrong: batch.wrongCount })] : []),
    ...(batch.warnedCount > 0 ? [t('disposition.checkWarned', { warned: batch.warnedCount })] : []),
    ...(batch.missingAnnexes.length > 0
      ? [
          t('disposition.checkMissing', {
            list: batch.missingAnnexes.map((annex) => t(`disposition.${annex}`)).join(t('common.list')),
          }),
        ]
      : []),
  ];
  return words.length > 0 ? words.join(t('common.comma')) : t('disposition.checkNone');
};

const ANNEXES = ['openOpinion', 'disclosureStatus', 'secrecyStatus', 'fourProperty', 'description'] as const;

/** What the batch is: both sides, quantity, check, signature, annexes, receipts. */
export const TransferFacts = ({ batch }: { batch: TransferDetail }) => {
  const t = useText();
  const facts: [string, string | null][] = [
    [t('disposition.archives'), batch.archivesName],
    [t('disposition.fonds'), `${batch.fondsNumber} ${batch.fondsName}`],
    [t('disposition.basis'), t(`disposition.basis_${batch.basis}`)],
    [t('disposition.countsLabel'), listCountsText(batch.counts, t)],
    [t('disposition.check'), checkWords(batch, t)],
    [t('disposition.signedBy'), batch.signedName ? `${batch.signedName} ${batch.signedOn ?? ''}` : null],
    ...ANNEXES.map((annex): [string, string | null] => [
      t(`disposition.${annex}`),
      batch[annex] ?? (annex === 'fourProperty' || annex === 'description' ? null : t('disposition.annexMissing')),
    ]),
    ...batch.receipts.map((receipt): [string, string] => [
      t('disposition.receipts'),
      t('disposition.receiptLine', {
        round: receipt.round,
        accepted: receipt.acceptedCount,
        returned: receipt.returnedCount,
        name: receipt.receivedByName,
        day: receipt.acceptedOn,
      }),
    ]),
  ];
  return <FactList facts={facts} isWide />;
};

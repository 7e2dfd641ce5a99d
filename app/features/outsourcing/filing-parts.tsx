import { FactList } from '@/app/components/fact-list';
import { Status, type StatusKind } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { FilingBody } from '@/server/domain/outsourcing/outsourcing';
import type { FilingState, ProviderStanding } from '@/server/domain/outsourcing/outsourcing-vocabulary';

const FILING_STATUS: Record<FilingState, StatusKind> = {
  draft: 'none',
  submitted: 'live',
  accepted: 'done',
  returned: 'attention',
};
export const PROVIDER_STATUS: Record<ProviderStanding, StatusKind> = {
  listed: 'done',
  watched: 'attention',
  barred: 'failed',
};

/** Where a filing stands, and whether it came after the work had begun. */
export const FilingStatus = ({ state, isLate }: { state: FilingState; isLate: boolean }) => {
  const t = useText();
  return (
    <>
      <Status kind={FILING_STATUS[state]}>{t(`outsourcing.state_${state}`)}</Status>{' '}
      {isLate ? <Status kind="overdue">{t('outsourcing.late')}</Status> : null}
    </>
  );
};

type Terms = Omit<FilingBody, 'submittedBy' | 'submittedOn'>;

/** The terms of a contract, as either side reads them. */
export const FilingFacts = ({
  filing,
}: {
  filing: Terms & { filingNumber: string | null; submittedOn: string | null };
}) => {
  const t = useText();
  const { staff } = filing;
  return (
    <FactList
      facts={[
        [t('outsourcing.filingNumber'), filing.filingNumber],
        [t('outsourcing.provider'), filing.providerName],
        [t('outsourcing.providerCode'), filing.providerCode],
        [t('outsourcing.serviceType'), t(`outsourcing.type_${filing.serviceType}`)],
        [t('outsourcing.contractNumber'), filing.contractNumber],
        [t('outsourcing.period'), `${filing.startOn} — ${filing.endOn}`],
        [t('outsourcing.submittedOn'), filing.submittedOn],
        [t('outsourcing.workScope'), filing.workScope],
        [t('outsourcing.workPlace'), t(`outsourcing.place_${filing.workPlace}`)],
        [t('outsourcing.siteAddress'), filing.siteAddress],
        [t('outsourcing.amountYuan'), filing.amountYuan === null ? null : formatNumber(filing.amountYuan)],
        [
          t('outsourcing.lacking'),
          filing.lacking.length > 0
            ? filing.lacking.map((part) => t(`outsourcing.part_${part}`)).join(t('common.list'))
            : null,
        ],
        [t('outsourcing.why'), filing.why || null],
        [t('outsourcing.capability'), filing.capability],
        [t('outsourcing.secrecyTerms'), filing.secrecyTerms],
        [t('outsourcing.mediaReturn'), filing.mediaReturn],
        [
          t('outsourcing.staff'),
          staff.map((person) => [person.name, person.post].filter(Boolean).join(' ')).join(t('common.list')),
        ],
      ]}
    />
  );
};

import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { type IncidentView, REPAIRS } from '@/server/domain/digital/fixity';

export const INCIDENT_STATUS: Record<IncidentView['state'], StatusKind> = {
  open: 'failed',
  handling: 'attention',
  repaired: 'done',
  accepted: 'none',
  released: 'done',
};

/** Why it is settled: a repair in the reader's language, a person's own words as they are. */
export const reasonText = ({ reason }: Pick<IncidentView, 'reason'>, t: Translate): string | null => {
  const repair = REPAIRS.find((one) => reason === `repair:${one}`);
  return repair ? t(`fixity.reason_${repair}`) : reason;
};

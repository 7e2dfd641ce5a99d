import { z } from 'zod';
import { openFlag } from '@/server/domain/archive/archive-item';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { visitorKind } from './reader-identity.ts';
import { USE_BASES, type UseBasis, type VisitorKind } from './visit-vocabulary.ts';

/** What decides whether a record may be used: 开放标识, the day it is delayed to, and a list of persons. */
export interface RecordAccess {
  openFlag: string;
  delayedUntil: string | null;
  restriction: { persons: readonly string[]; untilOn: string | null } | null;
}
interface Asker {
  tenantKind: TenantKind;
  visitorKind: VisitorKind;
  visitorName: string;
  today: string;
}

export const USE_OUTCOMES = ['allowed', 'approval', 'refused'] as const;
export interface UseDecision {
  reading: (typeof USE_OUTCOMES)[number];
  copying: (typeof USE_OUTCOMES)[number];
  basis: UseBasis;
  /** The day until which it is closed, where there is one. */
  until: string | null;
  /** That day is over: whoever decides on opening should look at the record again. */
  isDue: boolean;
}

const stillHolds = (until: string | null, today: string): boolean => until === null || until >= today;

/**
 * 利用前核对 (Archives Law art. 28, Implementing Regulations art. 34): open records of an archives for everybody; what is
 * not open, and what still lies with the office that made it, with consent; one's own office for its own work; what is
 * restricted to persons by them alone, and copied never without approval; what is delayed not before its day.
 */
export const decideUse = (record: RecordAccess, asker: Asker): UseDecision => {
  const { restriction, delayedUntil } = record;
  const { today } = asker;
  if (restriction && stillHolds(restriction.untilOn, today)) {
    const isListed = restriction.persons.includes(asker.visitorName);
    return {
      reading: isListed ? 'allowed' : 'refused',
      copying: isListed ? 'approval' : 'refused',
      basis: isListed ? 'listed_person' : 'not_listed',
      until: restriction.untilOn,
      isDue: false,
    };
  }
  const isDelayed = record.openFlag === 'delayed';
  const until = isDelayed ? delayedUntil : null;
  const isDue = until !== null && !stillHolds(until, today);
  if (isDelayed && until !== null && !isDue && asker.visitorKind !== 'internal')
    return { reading: 'refused', copying: 'refused', basis: 'closed_until', until, isDue };
  if (asker.tenantKind === 'repository' && record.openFlag === 'open')
    return { reading: 'allowed', copying: 'allowed', basis: 'open_records', until, isDue };
  if (asker.visitorKind === 'internal')
    return { reading: 'allowed', copying: 'allowed', basis: 'own_work', until, isDue };
  return { reading: 'approval', copying: 'approval', basis: 'consent', until, isDue };
};

export const checkUseInput = z.strictObject({
  itemId: uuid,
  visitorKind: visitorKind.default('citizen'),
  visitorName: z.string().max(40).default(''),
});
export type CheckUseInput = z.infer<typeof checkUseInput>;

export const useCheckView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  unit: z.enum(['volume', 'piece']),
  openFlag,
  reading: z.enum(USE_OUTCOMES),
  copying: z.enum(USE_OUTCOMES),
  basis: z.enum(USE_BASES),
  until: isoDate.nullable(),
  isDue: z.boolean(),
  /** Who has it out of the store. */
  holder: z.object({ holderName: z.string(), dueOn: isoDate }).nullable(),
});
export type UseCheckView = z.infer<typeof useCheckView>;

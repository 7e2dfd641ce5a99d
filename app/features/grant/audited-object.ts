import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import type { AuditEventView } from '@/server/domain/platform/audit-log';
import { GRANT_REGISTERS } from '@/server/domain/tenancy/grant-vocabulary';

/** What an event was about, in words: its name, or what kind of thing it is when a whole list was looked through. */
export const auditedObject = (
  { objectKind, objectLabel }: Pick<AuditEventView, 'objectKind' | 'objectLabel'>,
  t: Translate,
): string => {
  const register = GRANT_REGISTERS.find((code) => code === objectLabel);
  if (objectKind === 'register' && register) return t(`grant.register_${register}`);
  return objectLabel ?? labelOf(t, 'audited', objectKind);
};

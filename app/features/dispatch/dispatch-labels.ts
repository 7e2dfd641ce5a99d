import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import type { DispatchKind, DispatchView } from '@/server/domain/tenancy/dispatch';

/** In the order of the domain's list, which would bring zod with it. */
export const DISPATCH_KINDS = [
  'inspection_notice',
  'finding',
  'rectification',
  'verification',
  'training_invitation',
  'grant_objection',
  'objection_answer',
  'question',
  'answer',
  'receipt',
  'inspection_record',
] as const satisfies readonly DispatchKind[];

/** Facts in the order of reading. What is not named here is for programs: ids, digests, lists of a draw. */
const FACTS = [
  'documentTitle',
  'campaignTitle',
  'noticeNumber',
  'scheduledOn',
  'inspectedOn',
  'heldOn',
  'place',
  'hours',
  'personName',
  'method',
  'fact',
  'basis',
  'legalBasis',
  'requirement',
  'consequence',
  'measure',
  'doneOn',
  'result',
  'conclusion',
  'decision',
  'accepted',
  'reason',
  'validTo',
  'raisedBy',
  'answeredBy',
  'receivedBy',
  'note',
  'contact',
  'issuedBy',
  'issuedOn',
] as const;
/** Codes among them, which have a word each. */
const CODED: readonly string[] = ['decision', 'accepted', 'result'];

export interface Fact {
  key: string;
  label: string;
  value: string;
  isInstant: boolean;
}

const isFact = (value: unknown): value is string | number | boolean =>
  typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value !== '');

export const factsOf = (body: DispatchView['body'], t: Translate): Fact[] =>
  FACTS.flatMap((key) => {
    const value = body[key];
    if (!isFact(value)) {
      return [];
    }
    const code = String(value);
    const text = CODED.includes(key) ? labelOf(t, 'dispatch', `value_${code}`).replace(/^value_/, '') : code;
    return [{ key, label: t(`dispatch.body_${key}`), value: text, isInstant: key === 'validTo' }];
  });

/** Where a received document is dealt with, when that is another screen. */
export const workplaceOf = (view: DispatchView, base: string, t: Translate): { to: string; label: string } | null => {
  if (view.box === 'out') {
    return null;
  }
  switch (view.kind) {
    case 'inspection_notice':
    case 'finding':
    case 'verification':
    case 'inspection_record':
      return { to: `${base}/received/${view.id}`, label: t('dispatch.goReceived') };
    case 'training_invitation':
      return { to: `${base}/training/invitations`, label: t('dispatch.goTraining') };
    case 'grant_objection':
      return view.isAnswered ? null : { to: `${base}/grants?side=given`, label: t('dispatch.goGrants') };
    default:
      return null;
  }
};

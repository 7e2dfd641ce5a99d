import type { SameKeys } from '../messages';
import type { form as zh } from '../zh-CN/form';

export const form: SameKeys<typeof zh> = {
  optionalLabel: '{label} (optional)',
  notSaved: 'Not saved: {what}',
  unknownOutcome: 'No answer arrived; it is not known whether it was saved',
  unknownOutcomeNext: 'Submit again when the network is back; nothing will be recorded twice',
  number: 'No. {id}',
  leaveTitle: 'Discard what you typed?',
  leaveText: 'What you typed is not saved yet.',
  leaveDiscard: 'Discard',
  leaveStay: 'Keep typing',
  fixFields: '{n} {n|field needs|fields need} correction',
  typeCount: 'Type {count} to confirm',
  fieldRequired: 'Please fill in: {label}',
  fieldInvalid: '{label} does not fit',
};

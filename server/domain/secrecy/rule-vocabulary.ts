/* Codes of the register `rule_document`, without zod: screens import them. Their words stand in the register. */
export const RULE_KINDS = [
  'filing',
  'keeping',
  'use',
  'secrecy',
  'disposal',
  'safety',
  'electronic',
  'duty',
  'other',
] as const;
export type RuleKind = (typeof RULE_KINDS)[number];
export const RULE_SCOPES = ['unit', 'room'] as const;
export type RuleScope = (typeof RULE_SCOPES)[number];
export const RULE_SHOWN = ['valid', 'mine', 'all'] as const;

import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { RULE_KINDS, RULE_SCOPES, RULE_SHOWN } from './rule-vocabulary.ts';

/* 制度阅读确认: rules that stand in the register of rules, and who has confirmed to have read which version. */

export const listRulesInput = z.strictObject({
  ...pageInput,
  /** What holds today and is still to be confirmed by who looks, what holds today, or every version there was. */
  shown: z.enum(RULE_SHOWN).default('valid'),
  kind: z.enum(RULE_KINDS).optional(),
  q: optionalText(60),
});
export type ListRulesInput = z.infer<typeof listRulesInput>;

export const ruleRowView = z.object({
  entryId: uuid,
  title: z.string(),
  kind: z.enum(RULE_KINDS),
  scope: z.enum(RULE_SCOPES).nullable(),
  version: z.string(),
  issuedOn: isoDate,
  replacedOn: isoDate.nullable(),
  isValid: z.boolean(),
  /** When the person who looks has confirmed it. */
  ownConfirmedAt: z.string().nullable(),
  confirmed: z.number().int(),
  /** People of the office who have not. */
  unconfirmed: z.number().int(),
});
export type RuleRowView = z.infer<typeof ruleRowView>;
export const rulePage = pageOf(ruleRowView);

export const ruleRef = z.strictObject({ entryId: uuid });
export const ruleView = ruleRowView.extend({
  approver: z.string().nullable(),
  content: z.string().nullable(),
  files: z.array(z.object({ id: uuid, fileName: z.string(), sizeBytes: z.number() })),
  /** Other versions of the same title, the newest first. */
  versions: z.array(z.object({ entryId: uuid, version: z.string(), issuedOn: isoDate })),
});
export type RuleView = z.infer<typeof ruleView>;
export const ruleFileRef = z.strictObject({ entryId: uuid, attachmentId: uuid });

/** With the version that was on the screen: a rule that was changed meanwhile has to be read again. */
export const confirmRuleInput = z.strictObject({ entryId: uuid, version: text(30) });
export type ConfirmRuleInput = z.infer<typeof confirmRuleInput>;
export const confirmRuleView = z.object({ confirmedAt: z.string(), left: z.number().int() });

export const listRuleReadersInput = z.strictObject({ ...pageInput, entryId: uuid, hasConfirmed: z.boolean() });
export type ListRuleReadersInput = z.infer<typeof listRuleReadersInput>;
export const ruleReaderView = z.object({
  accountId: uuid,
  name: z.string(),
  confirmedAt: z.string().nullable(),
  isReminded: z.boolean(),
});
export type RuleReaderView = z.infer<typeof ruleReaderView>;
export const ruleReaderPage = pageOf(ruleReaderView);
export const exportRuleReadersInput = z.strictObject({ entryId: uuid });
export const remindReadersView = z.object({ told: z.number().int(), already: z.number().int() });

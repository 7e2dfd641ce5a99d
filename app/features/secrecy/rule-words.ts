import { inWords } from '@/app/features/register/register-words';
import type { Locale } from '@/app/i18n/messages';
import { type ChoiceField, fieldNamed } from '@/server/domain/register/register-definition';
import { ruleDocument } from '@/server/domain/register/registers/rule-document';
import type { RuleKind, RuleScope } from '@/server/domain/secrecy/rule-vocabulary';

const choiceText = (key: string, code: string, locale: Locale): string => {
  const choice = (fieldNamed(ruleDocument, key) as ChoiceField).choices.find((one) => one.code === code);
  return choice ? inWords(choice, locale) : code;
};

export const ruleKindText = (kind: RuleKind, locale: Locale): string => choiceText('kind', kind, locale);
export const ruleScopeText = (scope: RuleScope, locale: Locale): string => choiceText('scope', scope, locale);

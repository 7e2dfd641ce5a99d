import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { NewRegisterEntry } from '@/db/queries/register.queries';
import { cellOfValue } from '@/server/domain/register/register-cells';
import { fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import type { RegisterValues } from '@/server/domain/register/register-values';
import { searchText } from '@/server/domain/shared/chinese-text';
import { titleInitials } from '@/server/domain/shared/pinyin-initials';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';

export type ComposedEntry = Omit<NewRegisterEntry, 'id' | 'registerCode' | 'createdByName' | 'importId'> & {
  identityKey: string | null;
};

/** What is said, without the order of the fields: a definition may gain fields, and old rows stay the same. */
const saidText = (values: RegisterValues): string =>
  Object.keys(values)
    .sort()
    .map((key) => `${key}=${JSON.stringify(values[key])}`)
    .join('\n');

const identityOf = (definition: RegisterDefinition, values: RegisterValues): string | null => {
  const parts = definition.identity?.map((key) => values[key]) ?? [];
  return parts.length === 0 || parts.some((part) => part === undefined) ? null : JSON.stringify(parts);
};

/** The columns beside what an entry says: its title, day, end, what it is found by, and what makes two of them the same. */
export const composeEntry = (definition: RegisterDefinition, values: RegisterValues): ComposedEntry => {
  const words = definition.fields.map((field) => String(cellOfValue(field, values[field.key], 'zh')));
  refuseClassified(...words);
  const title = String(cellOfValue(fieldNamed(definition, definition.titleField), values[definition.titleField], 'zh'));
  return {
    title,
    entryOn: String(values[definition.dayField]),
    untilOn: definition.untilField ? ((values[definition.untilField] as string | undefined) ?? null) : null,
    said: values,
    searchText: searchText([...words, titleInitials(title)]),
    fingerprint: createHash('sha256').update(saidText(values)).digest('hex').slice(0, 32),
    identityKey: identityOf(definition, values),
  };
};

export const newEntry = (
  definition: RegisterDefinition,
  values: RegisterValues,
  byName: string,
  importId: string | null = null,
): NewRegisterEntry => ({
  ...composeEntry(definition, values),
  id: uuidv7(),
  registerCode: definition.code,
  createdByName: byName,
  importId,
});

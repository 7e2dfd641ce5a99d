import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { NewRegisterEntry } from '@/db/queries/register.queries';
import { cellOfValue } from '@/server/domain/register/register-cells';
import { fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import type { RegisterValues } from '@/server/domain/register/register-values';
import { searchText } from '@/server/domain/shared/chinese-text';
import { titleInitials } from '@/server/domain/shared/pinyin-initials';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';

export type ComposedEntry = Omit<NewRegisterEntry, 'id' | 'registerCode' | 'createdByName'>;

/** The columns beside what an entry says: its title, day, end, what it is found by, and what makes two of them the same. */
export const composeEntry = (definition: RegisterDefinition, values: RegisterValues): ComposedEntry => {
  const words = definition.fields.map((field) => String(cellOfValue(field, values[field.key], 'zh')));
  refuseClassified(...words);
  const title = String(cellOfValue(fieldNamed(definition, definition.titleField), values[definition.titleField], 'zh'));
  const said = definition.fields.map(({ key }) => values[key] ?? null);
  return {
    title,
    entryOn: String(values[definition.dayField]),
    untilOn: definition.untilField ? ((values[definition.untilField] as string | undefined) ?? null) : null,
    said: values,
    searchText: searchText([...words, titleInitials(title)]),
    fingerprint: createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32),
  };
};

export const newEntry = (definition: RegisterDefinition, values: RegisterValues, byName: string): NewRegisterEntry => ({
  ...composeEntry(definition, values),
  id: uuidv7(),
  registerCode: definition.code,
  createdByName: byName,
});

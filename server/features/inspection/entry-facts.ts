import type { RegisterEntryRow } from '@/db/queries/register.queries';
import type { PinnedFacts } from '@/server/domain/inspection/finding';
import { cellOfValue, headingOf } from '@/server/domain/register/register-cells';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';

/** An entry of a register in the words in which it is printed; what is empty is left out. */
export const factsOfEntry = (definition: RegisterDefinition, row: RegisterEntryRow): PinnedFacts => [
  { label: '登记簿', value: definition.name.zh },
  ...definition.fields
    .map((field) => ({
      label: headingOf(field, 'zh'),
      value: String(cellOfValue(field, row.said[field.key], 'zh')),
    }))
    .filter(({ value }) => value !== ''),
  ...(row.state === 'void' ? [{ label: '登记状态', value: '已作废' }] : []),
];

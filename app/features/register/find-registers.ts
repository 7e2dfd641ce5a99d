import {
  REGISTER_GROUPS,
  type RegisterDefinition,
  type RegisterGroup,
} from '@/server/domain/register/register-definition';
import type { RegisterView } from '@/server/domain/register/register-entry';

/* Which registers of a unit are shown, and under which heading. An archives keeps dozens: they are looked for by word. */

export interface KeptRegister {
  definition: RegisterDefinition;
  view: RegisterView;
}

/** Up to so many registers stand in one list without headings and nothing to look for: a village's six. */
export const SHORT_LIST = 8;

export const REGISTER_STANDINGS = ['late', 'kept', 'idle'] as const;
type RegisterStanding = (typeof REGISTER_STANDINGS)[number];

const standsSo: Record<RegisterStanding, (view: RegisterView) => boolean> = {
  late: (view) => view.late + view.dueLate > 0,
  kept: (view) => view.entriesThisYear > 0,
  idle: (view) => view.lastOn === null,
};

/** All that a person may call a register by: its name, why it is kept, its columns and what they may say. */
const wordsOf = ({ name, purpose, fields }: RegisterDefinition): string =>
  [name, purpose, ...fields.flatMap((field) => [field.name, ...(field.kind === 'choice' ? field.choices : [])])]
    .flatMap(({ zh, en }) => [zh, en])
    .join('\n')
    .toLowerCase();

export const findRegisters = (
  kept: readonly KeptRegister[],
  asked: { q: string; standing: RegisterStanding | undefined },
): KeptRegister[] => {
  const words = asked.q.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return kept.filter(({ definition, view }) => {
    const said = wordsOf(definition);
    const isSo = asked.standing === undefined || standsSo[asked.standing](view);
    return isSo && words.every((word) => said.includes(word));
  });
};

export const groupRegisters = (kept: readonly KeptRegister[]): { group: RegisterGroup; rows: KeptRegister[] }[] =>
  REGISTER_GROUPS.map((group) => ({
    group,
    rows: kept.filter(({ definition }) => definition.group === group),
  })).filter(({ rows }) => rows.length > 0);

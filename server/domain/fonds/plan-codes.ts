import {
  codeSort,
  countedPart,
  formatReferenceCode,
  resolveTemplate,
  type SequenceScope,
  sequenceScope,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import { highest } from './code-check.ts';
import {
  type CodedRecord,
  type OwnTemplates,
  type PartValues,
  partsOfRecord,
  type ReadCode,
  readCode,
  templateRefOf,
} from './coded-record.ts';

/**
 * 重新编号, thought out before anything is changed. A locked code that a record gives up is retired: no other record gets
 * it. So locked records take numbers that nobody ever had; only provisional ones may change places.
 */
export type PlanMode = 'order' | 'gaps' | 'template' | 'official';
export type PlanSort = 'code' | 'date' | 'document';
export interface PlanTarget {
  mode: PlanMode;
  sortBy: PlanSort;
  /** template: what the codes become. */
  template: { code: string; ref: TemplateRef } | null;
  officialNumber: string | null;
}
export type PlanProblem = 'unreadable' | 'part_missing' | 'part_invalid' | 'taken' | 'parent_stays';

export interface PlannedCode {
  record: CodedRecord;
  /** Null with a problem. */
  newCode: string | null;
  newNumber: number | null;
  templateCode: string;
  retires: boolean;
  problem: PlanProblem | null;
  part: string | null;
}

/** One record on its way to a number. */
interface Slot {
  record: CodedRecord;
  read: ReadCode | undefined;
  template: { code: string; ref: TemplateRef };
  parts: PartValues;
  part: SequenceScope['part'];
  scope: string;
  retires: boolean;
}
export type Occupied = ReadonlyMap<string, ReadonlySet<number>>;

const planned = (
  record: CodedRecord,
  template: string,
  rest: Partial<PlannedCode> & Pick<PlannedCode, 'problem'>,
): PlannedCode => ({
  record,
  newCode: null,
  newNumber: null,
  templateCode: template,
  retires: false,
  part: null,
  ...rest,
});

const retiresIn = (mode: PlanMode, record: CodedRecord): boolean =>
  record.codeState === 'locked' || mode === 'template' || mode === 'official';

/** Where a record would be counted, or why it cannot be. */
const slotOf = (
  record: CodedRecord,
  own: OwnTemplates,
  target: PlanTarget,
  inside: PartValues | null,
): Slot | PlannedCode => {
  const read = readCode(record, own);
  const template = target.template ?? { code: record.codeTemplate, ref: templateRefOf(own, record.codeTemplate) };
  const compiled = resolveTemplate(template.ref);
  if (!compiled || (!read && target.mode !== 'template'))
    return planned(record, template.code, { problem: 'unreadable' });
  const { item: _item, ...old } = read?.parsed.parts ?? {};
  const base: PartValues = target.mode === 'template' ? partsOfRecord(record, read?.parsed) : old;
  const parts: PartValues = {
    ...base,
    ...(target.officialNumber ? { fonds: target.officialNumber } : {}),
    ...inside,
  };
  const part = inside
    ? 'item'
    : read?.part === 'item' && compiled.parts.has('item')
      ? 'item'
      : countedPart(compiled, record.level);
  if (!part || !compiled.parts.has(part))
    return planned(record, template.code, { problem: 'part_missing', part: part ?? 'volume' });
  const { [part]: _number, ...before } = parts;
  // What a single piece of a volume that is not renumbered itself keeps: the number of its volume.
  const kept = part === 'item' && !inside ? { volume: read?.parsed.parts.volume, group: read?.parsed.parts.group } : {};
  const whole = { ...before, ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) };
  const first = formatReferenceCode(template.ref, { ...whole, [part]: 1 }, record.level);
  if (!first.ok) {
    const problem = first.problem === 'part_missing' ? 'part_missing' : 'part_invalid';
    return planned(record, template.code, { problem, part: first.part });
  }
  const scope = sequenceScope(template.ref, whole, part);
  if (!scope) return planned(record, template.code, { problem: 'part_missing', part });
  return { record, read, template, parts: whole, part, scope: scope.key, retires: retiresIn(target.mode, record) };
};

const isSlot = (candidate: Slot | PlannedCode): candidate is Slot => 'scope' in candidate;

const write = (slot: Slot, number: number): string | null => {
  const written = formatReferenceCode(slot.template.ref, { ...slot.parts, [slot.part]: number }, slot.record.level);
  return written.ok ? written.text : null;
};

const finish = (slot: Slot, number: number): PlannedCode => {
  const newCode = write(slot, number);
  if (newCode === null) return planned(slot.record, slot.template.code, { problem: 'part_invalid', part: slot.part });
  return planned(slot.record, slot.template.code, { problem: null, newCode, newNumber: number, retires: slot.retires });
};

const compareBy =
  (sortBy: PlanSort) =>
  (left: Slot, right: Slot): number => {
    const byCode =
      left.record.codeSort < right.record.codeSort ? -1 : left.record.codeSort > right.record.codeSort ? 1 : 0;
    if (sortBy === 'code') return byCode;
    const keyOf = (slot: Slot): string =>
      sortBy === 'date' ? slot.record.dateSort : slot.record.documentNumber ? codeSort(slot.record.documentNumber) : '';
    const [one, other] = [keyOf(left), keyOf(right)];
    // What has no date or number comes last.
    if (one === other) return byCode;
    if (one === '' || other === '') return one === '' ? 1 : -1;
    return one < other ? -1 : 1;
  };

const ownNumber = (slot: Slot): number | null =>
  slot.read && slot.read.scope === slot.scope ? slot.read.number : null;

/** Numbers from `start` on, past those that nobody may have. */
const countFrom = (slots: readonly Slot[], start: number, isFree: (number: number) => boolean): PlannedCode[] => {
  let next = start;
  return slots.map((slot) => {
    while (!isFree(next)) next += 1;
    next += 1;
    return finish(slot, next - 1);
  });
};

const numbersThatStay = (slots: readonly Slot[]): Set<number> =>
  new Set(slots.filter((slot) => slot.retires).flatMap((slot) => ownNumber(slot) ?? []));

const keepNumbers = (slots: readonly Slot[], occupied: ReadonlySet<number>): PlannedCode[] | null => {
  const numbers = slots.map((slot) => slot.read?.number ?? null);
  if (new Set(numbers).size !== numbers.length) return null;
  const isFree = slots.every((slot, index) => {
    const number = numbers[index];
    return number !== null && number !== undefined && (ownNumber(slot) === number || !occupied.has(number));
  });
  return isFree ? slots.map((slot, index) => finish(slot, numbers[index] as number)) : null;
};

/** The records with the highest numbers move into the numbers that nobody ever had; everybody else stays. */
const fillFromTheEnd = (slots: readonly Slot[], occupied: ReadonlySet<number>): PlannedCode[] => {
  const rows = slots.map((slot) => ({ slot, number: ownNumber(slot) ?? 0 })).sort((a, b) => a.number - b.number);
  const used = new Set(rows.map((row) => row.number));
  const free: number[] = [];
  let end = rows.length;
  for (let number = 1; end > 0 && number < (rows[end - 1]?.number ?? 0); number += 1) {
    if (used.has(number) || occupied.has(number)) continue;
    free.push(number);
    end -= 1;
  }
  return rows.map(({ slot, number }, index) => finish(slot, index < end ? number : (free[index - end] ?? number)));
};

const numberScope = (slots: readonly Slot[], target: PlanTarget, occupied: ReadonlySet<number>): PlannedCode[] => {
  const stay = numbersThatStay(slots);
  const isFree = (number: number): boolean => !occupied.has(number) && !stay.has(number);
  if (target.mode === 'template' || target.mode === 'official') {
    const kept = keepNumbers(slots, occupied);
    return kept ?? countFrom([...slots].sort(compareBy('code')), 1, isFree);
  }
  const hasLocked = slots.some((slot) => slot.record.codeState === 'locked');
  if (target.mode === 'gaps')
    return hasLocked ? fillFromTheEnd(slots, occupied) : countFrom([...slots].sort(compareBy('code')), 1, isFree);
  const sorted = [...slots].sort(compareBy(target.sortBy));
  const numbers = sorted.map(ownNumber);
  const inOrder = numbers.every(
    (number, index) => number !== null && (index === 0 || number > (numbers[index - 1] ?? 0)),
  );
  if (inOrder && hasLocked) return sorted.map((slot, index) => finish(slot, numbers[index] as number));
  return countFrom(sorted, hasLocked ? Math.max(highest(occupied), highest(stay)) + 1 : 1, isFree);
};

const groupByScope = (slots: readonly Slot[]): Map<string, Slot[]> => {
  const groups = new Map<string, Slot[]>();
  for (const slot of slots) {
    const group = groups.get(slot.scope) ?? [];
    group.push(slot);
    groups.set(slot.scope, group);
  }
  return groups;
};

/** The scopes that a plan counts in, each with one code of it: their numbers must be known before the plan is made. */
export function scopesOf(records: readonly CodedRecord[], own: OwnTemplates, target: PlanTarget): Map<string, string> {
  const selected = new Set(records.map((record) => record.id));
  const scopes = new Map<string, string>();
  for (const record of records) {
    if (record.parentId !== null && selected.has(record.parentId)) continue;
    const slot = slotOf(record, own, target, null);
    const code = isSlot(slot) ? write(slot, 1) : null;
    if (isSlot(slot) && code !== null) scopes.set(slot.scope, code);
  }
  return scopes;
}

const insideOf = (parent: PlannedCode): PartValues | null => {
  const number = parent.newNumber;
  return parent.newCode === null || number === null ? null : { volume: number, group: number };
};

/** The pieces of a volume follow it: same numbers, behind its new one. */
const planInside = (
  parent: PlannedCode,
  children: readonly CodedRecord[],
  own: OwnTemplates,
  target: PlanTarget,
): PlannedCode[] => {
  const inside = insideOf(parent);
  const moved = parent.newCode !== parent.record.referenceCode;
  if (inside === null) return children.map((child) => planned(child, child.codeTemplate, { problem: 'parent_stays' }));
  if (!moved && target.mode === 'order') return [];
  const parentTemplate = target.template ?? {
    code: parent.record.codeTemplate,
    ref: templateRefOf(own, parent.record.codeTemplate),
  };
  const follow: PlanTarget = { ...target, template: parentTemplate };
  const slots = children.map((child) => slotOf(child, own, follow, inside));
  const wrong = slots.filter((slot): slot is PlannedCode => !isSlot(slot));
  const right = slots.filter(isSlot);
  const mode = moved ? 'template' : target.mode;
  return [
    ...wrong,
    ...[...groupByScope(right).values()].flatMap((group) => numberScope(group, { ...follow, mode }, new Set())),
  ];
};

/** The whole table, top-level records first and each followed by what is inside it. Pure: the same input, the same table. */
export function planCodes(
  records: readonly CodedRecord[],
  own: OwnTemplates,
  target: PlanTarget,
  occupied: Occupied,
): PlannedCode[] {
  const selected = new Set(records.map((record) => record.id));
  const children = new Map<string, CodedRecord[]>();
  const slots: Slot[] = [];
  const table: PlannedCode[] = [];
  for (const record of records) {
    if (record.parentId !== null && selected.has(record.parentId)) {
      children.set(record.parentId, [...(children.get(record.parentId) ?? []), record]);
      continue;
    }
    const slot = slotOf(record, own, target, null);
    if (isSlot(slot)) slots.push(slot);
    else table.push(slot);
  }
  for (const [scope, group] of groupByScope(slots))
    table.push(...numberScope(group, target, occupied.get(scope) ?? new Set()));
  return table.flatMap((parent) => [parent, ...planInside(parent, children.get(parent.record.id) ?? [], own, target)]);
}

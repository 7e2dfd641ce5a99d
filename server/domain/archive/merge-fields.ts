/** 两人同改一件: what I saw, what stands there now, what I typed. Nothing is written over silently. */

export type FieldValues = Readonly<Record<string, string>>;

export interface FieldMerge {
  /** What a form should hold now: theirs where only they changed it, mine everywhere else. */
  merged: Record<string, string>;
  /** Fields that only they changed: taken over. */
  taken: { field: string; before: string; theirs: string }[];
  /** Fields that both changed, to different values: somebody has to choose. Mine stays until then. */
  conflicts: { field: string; before: string; theirs: string; mine: string }[];
}

const at = (values: FieldValues, field: string): string => (values[field] ?? '').trim();

export function mergeFields(seen: FieldValues, theirs: FieldValues, mine: FieldValues): FieldMerge {
  const result: FieldMerge = { merged: {}, taken: [], conflicts: [] };
  for (const field of new Set([...Object.keys(seen), ...Object.keys(theirs), ...Object.keys(mine)])) {
    const [before, now, typed] = [at(seen, field), at(theirs, field), at(mine, field)];
    const [theyChanged, iChanged] = [now !== before, typed !== before];
    result.merged[field] = theyChanged && !iChanged ? (theirs[field] ?? '') : (mine[field] ?? '');
    if (theyChanged && !iChanged) result.taken.push({ field, before, theirs: now });
    if (theyChanged && iChanged && now !== typed) result.conflicts.push({ field, before, theirs: now, mine: typed });
  }
  return result;
}

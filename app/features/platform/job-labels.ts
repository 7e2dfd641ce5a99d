import type { TextKey, Translate } from '@/app/i18n/messages';

/** Contract names (server/features/*.jobs.ts) to texts; a name without one is shown as it is. */
const LABELS: Readonly<Record<string, TextKey>> = {};

export const jobLabel = (name: string, t: Translate): string => {
  const key = LABELS[name];
  return key ? (t as (key: TextKey) => string)(key) : name;
};

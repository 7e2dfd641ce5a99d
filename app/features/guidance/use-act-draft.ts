import { useEffect, useState } from 'react';
import { useWorkspace } from '@/app/lib/workspace';
import type { GuidanceMode, GuidanceProgramme, SubjectKind } from '@/server/domain/guidance/guidance-vocabulary';

/** What was typed of an act, in the words of the form. */
export interface ActDraft {
  mode: GuidanceMode;
  unitIds: number[];
  others: { name: string; kind: SubjectKind }[];
  topic: string;
  result: string;
  guidedOn: string;
  moreDays: string[];
  hours: string;
  programme: GuidanceProgramme;
  guides: string[];
  partners: string;
  personCount: string;
  attendees: string;
  findingId: string;
  projectId: string;
}

const read = (key: string): Partial<ActDraft> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
};

/**
 * The draft lies in the browser until it was sent: neither a cut network nor a closed page takes what was typed. It is
 * kept for the person and the day; one of another day is of no use any more.
 */
export const useActDraft = (empty: ActDraft) => {
  const { tenant, membership } = useWorkspace();
  const key = `lantai-guidance:${tenant.slug}:${membership.displayName}:${empty.guidedOn}`;
  const [draft, setDraft] = useState(empty);
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    setDraft((before) => ({ ...before, ...read(key) }));
    setRead(true);
  }, [key]);
  useEffect(() => {
    if (!isRead) return;
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing: the page itself still holds the draft.
    }
  }, [key, draft, isRead]);
  const change = (part: Partial<ActDraft>) => setDraft((before) => ({ ...before, ...part }));
  const forget = () => {
    setRead(false);
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept, nothing to forget.
    }
  };
  return { draft, change, forget };
};

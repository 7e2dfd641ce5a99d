import type { Translate } from '@/app/i18n/messages';
import type { CalendarEntryView } from '@/server/domain/guidance/guidance-calendar';

/** Whom an entry needs twice; of a mere name it is said that it may be two people. */
export const clashName = ({ by, name }: CalendarEntryView['clashes'][number], t: Translate): string =>
  by === 'name' ? t('calendar.sameName', { name }) : name;

/** An entry in words: what it is, whose it is, and whom it needs twice on its day. */
export const entryLabels = (entry: CalendarEntryView, t: Translate) => {
  const { kind, standing, unitName, units, clashes, title } = entry;
  const state = t(kind === 'deadline' ? `calendar.deadline_${standing}` : `calendar.standing_${standing}`);
  const name = units > 1 ? t('calendar.unitsMore', { unit: unitName, n: units }) : unitName || title;
  const names = clashes.map((clash) => clashName(clash, t)).join(t('common.list'));
  return {
    name,
    state,
    kind: `${t(`calendar.kind_${kind}`)} ${state}`,
    clash: names === '' ? null : t('calendar.clashOf', { names }),
  };
};

/** Where an entry of the office leads. */
export const officePath = (base: string) => {
  const open: Record<CalendarEntryView['source'], (entry: CalendarEntryView) => string | null> = {
    visit: () => null,
    act: ({ linkId }) => `${base}/guidance/events/${linkId}`,
    inspection: ({ linkId, parentId }) => `${base}/inspections/${parentId}/${linkId}`,
    finding: ({ linkId, parentId }) => `${base}/inspections/${parentId}/${linkId}`,
    assessmentNotice: ({ linkId }) => `${base}/assessment-sheets/${linkId}`,
    assessmentVisit: ({ linkId }) => `${base}/assessment-sheets/${linkId}`,
    session: ({ linkId }) => `${base}/training/${linkId}`,
    dispatch: ({ linkId }) => `${base}/dispatches/${linkId}`,
  };
  return (entry: CalendarEntryView): string | null => open[entry.source](entry);
};

/** Where the same entry leads in the unit: to what the unit was told. */
export const ownPath = (base: string) => {
  const open: Record<CalendarEntryView['source'], (entry: CalendarEntryView) => string | null> = {
    visit: () => null,
    act: () => `${base}/my-guidance`,
    inspection: ({ linkId }) => `${base}/received/${linkId}`,
    finding: ({ linkId }) => `${base}/received/${linkId}`,
    assessmentNotice: ({ linkId }) => `${base}/dispatches/${linkId}`,
    assessmentVisit: () => null,
    session: () => `${base}/training/invitations`,
    dispatch: ({ linkId }) => `${base}/dispatches/${linkId}`,
  };
  return (entry: CalendarEntryView): string | null => open[entry.source](entry);
};

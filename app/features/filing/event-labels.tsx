import { Status, type StatusKind } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { EventState, EventView, Material } from '@/server/domain/filing/major-event';

/* Without the schemas, which would bring zod with them. */
export const EVENT_KINDS = [
  'decision',
  'project',
  'works',
  'meeting',
  'activity',
  'documentation',
] as const satisfies readonly EventView['kind'][];
export const MATERIALS = [
  'text',
  'photo',
  'audio_video',
  'oral_history',
  'object',
  'data',
] as const satisfies readonly Material[];
export const EVENT_STATES = ['late', 'missing', 'open', 'accepted'] as const satisfies readonly EventState[];

const STATUS: Record<EventState, StatusKind> = {
  late: 'overdue',
  missing: 'attention',
  open: 'live',
  accepted: 'done',
};
export const EventStatus = ({ state }: { state: EventState }) => {
  const t = useText();
  return <Status kind={STATUS[state]}>{t(`event.state_${state}`)}</Status>;
};

/** Choices over both lists of events, the unit's and the supervisor's. */
export const useEventFilters = (years: readonly string[]) => {
  const t = useText();
  return [
    {
      name: 'kind',
      label: t('filing.eventKind'),
      options: EVENT_KINDS.map((kind) => ({ value: kind, label: t(`filing.eventKind_${kind}`) })),
    },
    {
      name: 'year',
      label: t('event.year'),
      options: years.map((year) => ({ value: year, label: t('filing.yearOption', { year }) })),
    },
  ];
};

/** 全部, 逾期, 缺档案, 待验收, 已验收, each with its number. */
export const useEventSegments = (counts: Readonly<Record<EventState | 'all', number>>) => {
  const t = useText();
  return [
    { value: '', label: t('common.all'), count: counts.all },
    ...EVENT_STATES.map((state) => ({ value: state, label: t(`event.state_${state}`), count: counts[state] })),
  ];
};

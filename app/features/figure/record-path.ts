import type { FigureRowView } from '@/server/domain/figure/figure-views';

/** Where a record behind a figure can be read. */
const PATHS: Record<FigureRowView['kind'], (id: string) => string> = {
  archive_item: (id) => `archives/${id}`,
  reading_visit: (id) => `visits?visit=${id}`,
  inspection: (id) => `inspections/${id}`,
  finding: (id) => `inspections/${id}`,
  inspection_campaign: (id) => `inspections/campaigns/${id}`,
  course_session: (id) => `training/${id}`,
  guidance_event: (id) => `guidance?event=${id}`,
};

export const recordPath = (base: string, row: FigureRowView): string => `${base}/${PATHS[row.kind](row.openId)}`;

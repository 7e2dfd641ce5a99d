import type { FigureRowView } from '@/server/domain/figure/figure-views';

/** Where a record behind a figure can be read. */
const PATHS: Record<FigureRowView['kind'], (row: FigureRowView) => string> = {
  archive_item: ({ openId }) => `archives/${openId}`,
  reading_visit: ({ openId }) => `visits?visit=${openId}`,
  retrieval: ({ openId }) => `visits?visit=${openId}`,
  copy_request: ({ openId }) => `visits?visit=${openId}`,
  questionnaire_return: ({ openId }) => `questionnaires/${openId}`,
  inspection: ({ parentId, openId }) => `inspections/${parentId}/${openId}`,
  finding: ({ parentId, openId }) => `inspections/${parentId}/${openId}`,
  inspection_campaign: ({ openId }) => `inspections/${openId}`,
  course_attendance: ({ openId }) => `training/${openId}?tab=people`,
  course_material: ({ openId }) => `training/courses/${openId}`,
  course_session: ({ openId }) => `training/${openId}`,
  trainee: ({ openId }) => `training/hours/${openId}`,
  training_credit: () => 'training/hours',
  membership: ({ label }) => `training/system?standing=untrained&q=${encodeURIComponent(label)}`,
  accession: ({ openId }) => `accessions/${openId}`,
  retiree: ({ openId }) => `accessions/persons?accession=${openId}`,
  donation: ({ openId }) => `collection?donation=${openId}`,
  opening_decision_item: ({ openId }) => `archives/${openId}`,
  transfer_item: ({ openId }) => `archives/${openId}`,
  demonstration_site: ({ openId }) => `guidance/sites/${openId}`,
  guidance_event: ({ openId }) => `guidance/events/${openId}`,
  digitisation_batch: ({ openId }) => `digitisation/${openId}`,
  box: ({ openId }) => `storage/boxes/${openId}`,
  storage_place: ({ openId }) => `storage?place=${openId}`,
  storage_rack: () => 'storage',
  storage_room_version: ({ openId }) => `storage?place=${openId}`,
  assessment_sheet: ({ openId }) => `assessment-sheets/${openId}`,
  rating: () => 'ratings',
  rating_target: () => 'ratings',
  model_case: () => 'model-cases',
  emergency_drill: ({ openId }) => `drills/${openId}`,
  register_entry: ({ openId }) => `registers/entries/${openId}`,
  // A page that is counted from a transfer list stands under its delivery.
  scan_page: ({ openId, parentId }) => (parentId ? `intakes/${parentId}` : `archives/${openId}/files`),
};

export const recordPath = (base: string, row: FigureRowView): string => `${base}/${PATHS[row.kind](row)}`;

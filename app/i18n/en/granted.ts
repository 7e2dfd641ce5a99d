import type { SameKeys } from '../messages';
import type { granted as zh } from '../zh-CN/granted';

export const granted: SameKeys<typeof zh> = {
  title: 'Granted access',
  lead: 'Access grants that are live. Every look is written to the audit log of the unit.',
  caption: 'Live access grants',
  unit: 'Unit',
  scope: 'Scope',
  reason: 'Reason',
  until: 'Valid until',
  looks: 'Looks recorded',
  looksCount: '{n}',
  enter: 'Read archives',
  allYears: 'All years',
  years: '{from}–{to}',
  allCategories: 'All categories',
  emptyTitle: 'No unit can be read now',
  emptyText: 'A grant begins with the notice of an inspection and ends by itself.',
  searchAll: 'Search all granted units',
  results: 'Results',
  resultsCaption: 'Records of granted units',
  listTitle: 'Archives of {unit}',
  listCaption: 'Catalogue under the grant',
  listEmpty: 'No records within the grant',
  listEmptyText: 'Nothing is filed in the granted categories and years.',
  watermark: '{name} · {unit} · read under a grant',
};

import type { SameKeys } from '../messages';
import type { table as zh } from '../zh-CN/table';

export const table: SameKeys<typeof zh> = {
  select: 'Select {name}',
  selectPage: 'Select this page',
  selected: '{n} selected',
  selectAll: 'Select all {n}',
  allSelected: 'All {n} selected',
  clearSelection: 'Clear selection',
  columns: 'Columns {shown}/{total}',
  columnsTitle: 'Columns to show',
  sortBy: 'Sort by {name}',
  ascending: 'ascending',
  descending: 'descending',
  previous: 'Previous',
  next: 'Next',
  pager: 'Pages',
  shown: '{n} on this page',
  total: '{n} in all',
  totalAtLeast: 'more than {n} in all',
  totalAbout: 'about {n}',
  filteredEmpty: 'No record matches',
  filteredEmptyText: 'Filtered by {filters}. Relax the conditions, or clear them to see all.',
  loading: 'Loading',
  loaded: '{n} {n|record|records} loaded',
  bulkActions: 'Bulk actions',
};

export { DataTable } from './data-table';
export type { Column, DataTableProps, Selection } from './types';
export { shownColumns } from './use-columns';

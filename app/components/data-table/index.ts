export { DataTable } from './data-table';
export { TableSkeleton } from './table-skeleton';
export type { Column, DataTableProps, Selection } from './types';

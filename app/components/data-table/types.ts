import type { ReactNode } from 'react';
import type { ListTotal } from '@/app/components/keyset-pager';
import type { PageInfo } from '@/server/domain/shared/pagination';

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** The head sorts by `?sort=<key>`; the server must know the key. */
  sortable?: boolean;
  /** Numbers stand right-aligned. */
  numeric?: boolean;
  /** Cut off with an ellipsis. Never for codes. */
  truncate?: boolean;
  /** CSS width, for a column that must not move between pages. */
  width?: string;
  /** Somebody drew the column to its width: what is longer is cut off. */
  isDrawn?: boolean;
  /** Not shown until somebody chooses it. */
  hiddenAtFirst?: boolean;
  /** On a phone: the heading of the stacked row, or left out. */
  onPhone?: 'title' | 'hide';
}

/** Some rows, or everything that the query finds: on the server, not on this page. */
export type Selection = { kind: 'rows'; keys: string[] } | { kind: 'query'; count: number };

export interface DataTableProps<Row> {
  /** Remembers the choice of columns under this name. */
  name: string;
  /** Read aloud; seen by nobody. */
  caption: string;
  columns: readonly Column<Row>[];
  /** Undefined while they are being read for the first time. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** The name of a row, for its checkbox. */
  rowLabel: (row: Row) => string;
  page: PageInfo;
  /** Where Enter and a click on the row lead. */
  rowTo?: (row: Row) => string;
  /** What E does with the row that the keys are at. */
  onEdit?: (row: Row) => void;
  /** Links at the right edge. */
  rowActions?: (row: Row) => ReactNode;
  /** Buttons of the bulk bar; their presence makes rows selectable. */
  bulkActions?: (selection: Selection, clear: () => void) => ReactNode;
  /** Left above the table: Segments or SearchBar. */
  lead?: ReactNode;
  /** Left of the column chooser: export and the like. */
  tools?: ReactNode;
  /** The conditions in words (describeFilters); an empty list then offers to clear them. */
  filters?: readonly string[];
  clearTo?: string;
  /** What lives here and the one action, when nothing was filtered. */
  empty: ReactNode;
  /** Sums of the query, left in the pager. */
  summary?: string;
  /** How many the query finds, where that is counted apart from the page. */
  total?: ListTotal;
  /** The row that a panel at the right shows. */
  currentKey?: string;
}

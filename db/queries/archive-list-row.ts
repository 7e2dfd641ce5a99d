/** One line of a list of records, whichever query found it. */
export interface ItemListRow {
  tenantId: number;
  id: string;
  fondsId: string;
  referenceCode: string;
  codeSort: string;
  dateSort: string;
  title: string;
  documentDate: string | null;
  documentNumber: string | null;
  responsibleParty: string | null;
  pageCount: number | null;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  openFlag: string;
  boxNumber: string | null;
  remarks: string | null;
  state: string;
  level: string;
  codeTemplate: string;
  codeState: string;
  leftOn: string | null;
  leftHow: string | null;
}

export const ITEM_LIST_COLUMNS = [
  'tenantId',
  'id',
  'fondsId',
  'referenceCode',
  'codeSort',
  'dateSort',
  'title',
  'documentDate',
  'documentNumber',
  'responsibleParty',
  'pageCount',
  'categoryCode',
  'filingYear',
  'retentionCode',
  'orgCode',
  'openFlag',
  'boxNumber',
  'remarks',
  'state',
  'level',
  'codeTemplate',
  'codeState',
  'leftOn',
  'leftHow',
] as const;

/** From which records, boxes or places a form is printed (`printInput` without the form itself). */
export interface PrintWhat {
  fondsId?: string;
  categoryCode?: string;
  filingYear?: number;
  retentionCode?: 'Y' | 'D30' | 'D10' | 'D100' | 'D5' | 'D15' | 'D25' | 'D3' | 'CQ' | 'DQ';
  orgCode?: string;
  project?: string;
  itemIds?: string[];
  boxIds?: string[];
  placeId?: string;
  digitisationBatchId?: string;
}

import type { Catalogue } from '../messages';

/** Checks for the government supervision platform. */
export const platformCheck: Catalogue['platformCheck'] = {
  title: 'Supervision platform',
  lead: 'Closed inspections by the item codes of the government supervision platform; the workbook is handed on there.',
  catalogue: 'Supervision items',
  export: 'Export for the platform',
  unit: 'Unit',
  closedOn: 'Closed on',
  campaign: 'Round',
  items: 'Items of the platform',
  unknown: 'Not in the catalogue',
  counts: '{n} checked, {m} at fault',
  uncoded: '{n} without a code',
  inspectors: 'Inspectors',
  certified: '{name} ({number})',
  result: 'Result',
  demands: 'Demands',
  demandsOf: '{met} of {all} met',
  from: 'Closed from',
  to: 'Closed until',
  nothing: 'No closed inspections',
  nothingText: 'Inspections appear once they are closed; read the codes into the register of supervision items first.',
};

import type { FindingSeverity, LegalItemCode } from './vocabulary.ts';

/**
 * 问题程度 by what a finding is about: in a room archives come to harm, a record or a line of a register is put
 * right. Never an order by itself: whether it is a hazard or a violation the inspector says.
 */
export const suggestSeverity = (matter: LegalItemCode, about: string): FindingSeverity =>
  about === 'room' && (matter === 'LI2' || matter === 'LI4') ? 'MAJOR' : 'MINOR';

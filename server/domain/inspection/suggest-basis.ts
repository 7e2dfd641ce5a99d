import type { FindingSeverity, LegalItemCode } from './vocabulary.ts';

/*
 * 依据 by the kind of a finding: the matter it belongs to decides the article, its gravity what is added. A suggestion:
 * the inspector writes what is right.
 */
const BY_MATTER: Readonly<Record<LegalItemCode, string>> = {
  LI1: '《档案法》第十二条；《档案法实施条例》第十九条',
  LI2: '《档案法》第十九条；《档案法实施条例》第二十二条',
  LI3: '《档案法》第十一条',
  LI4: '《档案法》第十四条；DA/T 22-2015',
  LI5: '《档案法》第二十四条；《档案法实施条例》第二十八条',
  LI6: '《档案法》第八条第三款；《档案法实施条例》第十三条第三项',
};

export const suggestBasis = (matter: LegalItemCode, severity: FindingSeverity): string => {
  const base = BY_MATTER[matter];
  if (severity === 'HAZARD') return `${base}；《档案法》第四十五条`;
  if (severity === 'VIOLATION') return `${base}；《档案法实施条例》第四十九条`;
  return base;
};

import { readLabel } from '@/server/domain/archive/label';
import { questionOfParams } from './search-params';

/**
 * What was scanned or typed, when it is a label: it opens what it hangs on, whatever was chosen before. A whole code does
 * so only by itself: with conditions beside it people look for what is near it.
 */
export const labelOfParams = (params: URLSearchParams): string | null => {
  const { q } = questionOfParams(params);
  const kind = q === undefined ? undefined : readLabel(q)?.kind;
  const isAlone = [...params.entries()].every(([name, value]) => name === 'q' || name.startsWith('_') || value === '');
  return q !== undefined && (kind === 'hung' || (kind === 'code' && isAlone)) ? q : null;
};

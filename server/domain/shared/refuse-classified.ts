import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { AppError } from './app-error.ts';

/** Refuses texts that look classified before they are kept anywhere. The log does not repeat them. */
export const refuseClassified = (...texts: readonly (string | null | undefined)[]): void => {
  if (texts.some((text) => text && isSecrecyMarked(text))) throw new AppError('CLASSIFIED_CONTENT_REFUSED');
};

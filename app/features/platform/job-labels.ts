import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';

export const jobLabel = (name: string, t: Translate): string => labelOf(t, 'job', name);

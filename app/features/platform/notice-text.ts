import type { Translate } from '@/app/i18n/messages';
import type { NoticeView } from '@/server/domain/platform/notice';
import { jobLabel } from './job-labels';

/** What a message says. That of a job holds its name, so that it can be read in each language. */
export const noticeText = ({ kind, title }: Pick<NoticeView, 'kind' | 'title'>, t: Translate): string => {
  switch (kind) {
    case 'job_done':
      return t('platform.noticeJobDone', { job: jobLabel(title, t) });
    case 'job_failed':
      return t('platform.noticeJobFailed', { job: jobLabel(title, t) });
    default:
      return title;
  }
};

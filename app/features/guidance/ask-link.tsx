import { ButtonLink } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { QuestionSubject } from '@/server/domain/guidance/guidance-vocabulary';

/** 咨询 about what stands on the page. */
export const AskLink = ({ about, id }: { about: QuestionSubject; id: string }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return useCan('guidance.ask') ? (
    <ButtonLink icon="help" to={`/w/${slug}/my-questions?ask=1&about=${about}&id=${id}`}>
      {t('guidance.ask')}
    </ButtonLink>
  ) : null;
};

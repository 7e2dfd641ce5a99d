import { FactList } from '@/app/components/fact-list';
import { useText } from '@/app/i18n/use-text';
import { letterOf } from '@/server/domain/exam/exam-vocabulary';
import type { QuestionSaid } from '@/server/domain/exam/question';

/** The right answer of a question in words. */
export const useKeyText = () => {
  const t = useText();
  return (said: QuestionSaid): string => {
    if (said.kind === 'blank') return said.blanks.map((accepted) => accepted.join(t('exam.or'))).join(t('common.list'));
    if (said.kind === 'boolean') return t(said.key[0] === 0 ? 'exam.answerRight' : 'exam.answerWrong');
    return said.key.map(letterOf).join('');
  };
};

/** A question with its choices and its key, for those who keep the bank. */
export const SaidView = ({ said }: { said: QuestionSaid }) => {
  const t = useText();
  const keyText = useKeyText();
  return (
    <>
      <p>{said.stem}</p>
      {said.choices.length > 0 ? (
        <ul>
          {said.choices.map((choice, at) => (
            <li key={choice}>
              {letterOf(at)}．{choice}
            </li>
          ))}
        </ul>
      ) : null}
      <FactList
        facts={[
          [t('exam.rightAnswer'), keyText(said)],
          [t('exam.kind'), t(`exam.kind_${said.kind}`)],
          [t('exam.topic'), said.topic],
          [t('exam.difficulty'), t(`exam.difficulty_${said.difficulty}`)],
          [t('exam.explanation'), said.explanation],
          [t('exam.source'), said.source],
        ]}
      />
    </>
  );
};

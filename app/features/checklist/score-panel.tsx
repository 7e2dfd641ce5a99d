import { useLocale, useText } from '@/app/i18n/use-text';
import type { Score } from '@/server/domain/inspection/scoring';
import type { Grade } from '@/server/domain/inspection/scoring-profile';

interface ScorePanelProps {
  label: string;
  score: Score;
  grades: readonly Grade[];
}

/** What the answers amount to by the list's own profile, at every moment. */
export const ScorePanel = ({ label, score, grades }: ScorePanelProps) => {
  const t = useText();
  const locale = useLocale();
  const nameOf = (grade: Grade | undefined | null) => (locale === 'zh-CN' ? grade?.zh : grade?.en) ?? '';
  return (
    <section className="lt-score" aria-label={label} aria-live="polite">
      <p className="lt-row">
        <span className="lt-2">{label}</span>
        <span className="lt-strong lt-num">
          {score.percent === null
            ? t('checklist.scoreNone')
            : t('checklist.scoreLine', { got: score.got, full: score.full, percent: score.percent })}
        </span>
        {score.grade ? <span className="lt-tag lt-tag-blue">{nameOf(score.grade)}</span> : null}
      </p>
      {score.caps.map((cap) => (
        <p key={`${cap.reason}${cap.subject}`} className="lt-2">
          {t(`checklist.cap_${cap.reason}`, {
            subject: cap.subject,
            grade: nameOf(grades.find((grade) => grade.code === cap.gradeCode)),
          })}
        </p>
      ))}
      {score.open > 0 && score.judged > 0 ? (
        <p className="lt-3">{t('checklist.provisional', { n: score.open })}</p>
      ) : null}
    </section>
  );
};

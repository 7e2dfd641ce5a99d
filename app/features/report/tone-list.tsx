import { useText } from '@/app/i18n/use-text';
import { toneMarks } from '@/server/domain/report/tone-rules';

const SHORT = 24;
const shortened = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);

/** 行文提示 of a text: each mark with the reason. Nothing is changed by itself. */
export const ToneList = ({ paragraphs }: { paragraphs: readonly string[] }) => {
  const t = useText();
  const marks = paragraphs.flatMap((text, index) => toneMarks(text).map((mark) => ({ ...mark, index })));
  if (marks.length === 0) return null;
  return (
    <section>
      <h3>
        {t('report.tone')} <span className="lt-3">{t('report.toneCount', { n: marks.length })}</span>
      </h3>
      <ul className="lt-report-tones">
        {marks.map((mark) => (
          <li key={`${mark.index}-${mark.from}-${mark.rule}`}>
            <mark className="lt-tone">{shortened(mark.text)}</mark> {t(`report.tone_${mark.rule}`)}
          </li>
        ))}
      </ul>
    </section>
  );
};

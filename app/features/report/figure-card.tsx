import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import {
  changeText,
  exactText,
  figureDefinition,
  figureName,
  figureText,
  figureUnit,
  periodText,
} from '@/app/features/figure/figure-words';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import { FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';
import type { ReportFigureView } from '@/server/domain/report/report';
import { standingAmount } from './report-lookup';

const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

const Changed = ({ figure, code }: { figure: ReportFigureView; code: FigureCode }) => {
  const t = useText();
  const { frozen, now, hasChanged } = figure;
  if (!frozen || !hasChanged) return null;
  const isSame = frozen.value === now.value;
  return (
    <p className="lt-report-warn">
      {isSame
        ? t('report.figureDefinitionChanged')
        : t('report.figureChanged', { frozen: figureText(code, frozen, t), now: figureText(code, now, t) })}
    </p>
  );
};

/** What stands behind a number of the text: value, period, last year, definition, rows. */
export const FigureCard = ({ figure, onClose }: { figure: ReportFigureView; onClose: () => void }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const { code, now, before, period, from, to, sourceNames } = figure;
  if (!isFigureCode(code)) return null;
  const shown = standingAmount(figure);
  const change = changeText(code, shown.value, before.value);
  const year = to.slice(0, 4);
  return (
    <section className="lt-report-card" aria-label={figureName(code, locale)}>
      <div className="lt-section-head">
        <h2>
          {code} {figureName(code, locale)}
        </h2>
        <Button look="text" icon="close" onClick={onClose}>
          {t('report.figureClose')}
        </Button>
      </div>
      <p className="lt-report-value" aria-live="polite">
        <strong>{figureText(code, shown, t)}</strong>
        {shown.value === null ? null : <span> {figureUnit(code, locale)}</span>}
        <span className="lt-3"> {exactText(code, shown.value, t)}</span>
      </p>
      <p className="lt-2">{periodText(code, { year: Number(year), from, to }, t)}</p>
      <p>
        {t('report.figureBefore', { value: figureText(code, before, t) })}
        {change === null ? null : <>，{t('report.figureChange', { change })}</>}
      </p>
      {shown.value === null ? (
        <p className="lt-report-warn">
          {t(shown.state === 'not_released' ? 'report.figureNotReleased' : 'report.figureNoEntry')}
        </p>
      ) : null}
      <Changed figure={figure} code={code} />
      <p className="lt-2">{figureDefinition(code, locale)}</p>
      {sourceNames.length > 0 ? <p>{t('report.figureFrom', { names: sourceNames.join(t('common.list')) })}</p> : null}
      {now.rows !== null && period !== 'since_last_year' ? (
        <Link to={`/w/${slug}/figures/${code}?year=${year}`}>{t('report.figureRows', { n: now.rows })}</Link>
      ) : null}
    </section>
  );
};

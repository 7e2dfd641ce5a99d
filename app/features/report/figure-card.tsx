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
import type { NamedFigure } from '@/server/domain/figure/named-figure';
import { paramsText } from '@/server/domain/report/chip';
import { figureOf } from '@/server/domain/report/name-chips';
import type { ReportFigureView } from '@/server/domain/report/report';
import { standingAmount } from './report-lookup';

const Changed = ({ figure, definition }: { figure: ReportFigureView; definition: NamedFigure }) => {
  const t = useText();
  const { frozen, now, hasChanged } = figure;
  if (!frozen || !hasChanged) return null;
  const isSame = frozen.value === now.value;
  return (
    <p className="lt-report-warn">
      {isSame
        ? t('report.figureDefinitionChanged')
        : t('report.figureChanged', {
            frozen: figureText(definition, frozen, t),
            now: figureText(definition, now, t),
          })}
    </p>
  );
};

interface FigureCardProps {
  reportId: string;
  figure: ReportFigureView;
  onClose: () => void;
}

/** What stands behind a number of the text: value, period, last year, definition, rows. */
export const FigureCard = ({ reportId, figure, onClose }: FigureCardProps) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const { key, code, now, before, params, from, to, sourceNames } = figure;
  const definition = figureOf(code) ?? figure.own;
  if (!definition) return null;
  const shown = standingAmount(figure);
  const change = changeText(definition, shown.value, before.value);
  const year = to.slice(0, 4);
  return (
    <section className="lt-report-card" aria-label={figureName(definition, locale)}>
      <div className="lt-section-head">
        <h2>
          {code} {figureName(definition, locale)}
        </h2>
        <Button look="text" icon="close" onClick={onClose}>
          {t('report.figureClose')}
        </Button>
      </div>
      <p className="lt-report-value" aria-live="polite">
        <strong>{figureText(definition, shown, t)}</strong>
        {shown.value === null ? null : <span> {figureUnit(definition, locale)}</span>}
        <span className="lt-3"> {exactText(definition, shown.value, t)}</span>
      </p>
      <p className="lt-2">{periodText(definition, { year: Number(year), from, to }, t)}</p>
      {params.length > 0 ? <p>{t('report.figureParams', { said: paramsText(params) })}</p> : null}
      <p>
        {t('report.figureBefore', { value: figureText(definition, before, t) })}
        {change === null ? null : <>，{t('report.figureChange', { change })}</>}
      </p>
      {shown.value === null ? (
        <p className="lt-report-warn">
          {t(shown.state === 'not_released' ? 'report.figureNotReleased' : 'report.figureNoEntry')}
        </p>
      ) : null}
      <Changed figure={figure} definition={definition} />
      <p className="lt-2">{figureDefinition(definition, locale)}</p>
      {sourceNames.length > 0 ? <p>{t('report.figureFrom', { names: sourceNames.join(t('common.list')) })}</p> : null}
      {now.rows === null ? null : (
        <Link to={`/w/${slug}/reports/${reportId}/rows?figure=${encodeURIComponent(key)}`}>
          {t('report.figureRows', { n: now.rows })}
        </Link>
      )}
    </section>
  );
};

import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { dayOf } from '@/app/lib/format';
import type { FigureView } from '@/server/domain/figure/figure-views';
import { changeText, exactText, figureDefinition, figureName, figureText, figureUnit } from './figure-words';

const ReleaseState = ({ figure, t }: { figure: FigureView; t: Translate }) => {
  const { release } = figure;
  if (!release) {
    return <Status kind="none">{t('figure.notReleased')}</Status>;
  }
  const date = dayOf(release.releasedAt);
  if (release.value !== figure.value) {
    const value = figureText(figure.code, { value: release.value, state: 'no_entry' }, t);
    return <Status kind="attention">{t('figure.releasedChanged', { date, value })}</Status>;
  }
  return <Status kind="done">{t('figure.releasedOn', { date })}</Status>;
};

const Name = ({ figure, to, locale, t }: { figure: FigureView; to: string | null; locale: Locale; t: Translate }) => {
  const name = figureName(figure.code, locale);
  const source =
    figure.sourceNames.length > 0
      ? t('figure.fromOthers', { names: figure.sourceNames.join(t('common.list')) })
      : t('figure.fromOthersMissing');
  return (
    <div className="lt-figure-name">
      {to ? <Link to={to}>{name}</Link> : <span>{name}</span>}
      <span className="lt-3">{figureDefinition(figure.code, locale)}</span>
      {figure.rows === null ? <span className="lt-2">{source}</span> : null}
    </div>
  );
};

export const figureColumns = (
  t: Translate,
  locale: Locale,
  address: { base: string; year: number; asOf?: string; showsRelease: boolean },
): Column<FigureView>[] => {
  const ofDay = address.asOf ? `asOf=${address.asOf}` : `year=${address.year}`;
  const rowsTo = (figure: FigureView) =>
    figure.rows === null ? null : `${address.base}/figures/${figure.code}?${ofDay}`;
  const columns: Column<FigureView>[] = [
    {
      key: 'name',
      title: t('figure.name'),
      render: (figure) => <Name figure={figure} to={rowsTo(figure)} locale={locale} t={t} />,
      onPhone: 'title',
    },
    {
      key: 'value',
      title: t('figure.value'),
      render: (figure) => {
        const to = rowsTo(figure);
        const text = figureText(figure.code, figure, t);
        const exact = exactText(figure.code, figure.value, t);
        return (
          <>
            {to && figure.value !== null ? (
              <Link to={to} className="lt-figure-value">
                {text}
              </Link>
            ) : (
              <span className="lt-2">{text}</span>
            )}
            {exact ? <span className="lt-3"> {exact}</span> : null}
          </>
        );
      },
      numeric: true,
      width: '152px',
    },
    { key: 'unit', title: t('figure.unit'), render: (figure) => figureUnit(figure.code, locale), width: '120px' },
    {
      key: 'lastYear',
      title: t('figure.lastYear'),
      render: (figure) => figureText(figure.code, figure.lastYear, t),
      numeric: true,
      width: '96px',
    },
    {
      key: 'change',
      title: t('figure.change'),
      render: (figure) => changeText(figure.code, figure.value, figure.lastYear.value) ?? '—',
      numeric: true,
      width: '88px',
    },
  ];
  if (!address.showsRelease) {
    return columns;
  }
  const release: Column<FigureView> = {
    key: 'release',
    title: t('figure.released'),
    render: (figure) => (figure.rows === null ? '—' : <ReleaseState figure={figure} t={t} />),
    width: '208px',
  };
  return [...columns, release];
};

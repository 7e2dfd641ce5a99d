import { useLocale, useText } from '@/app/i18n/use-text';
import { chipText } from '@/server/domain/report/chip-text';
import { figureOf } from '@/server/domain/report/name-chips';
import type { ReportFigureView, ReportView } from '@/server/domain/report/report';
import { standingAmount } from './report-lookup';

const SHOWN = 6;

const numbersOf = (figure: ReportFigureView, locale: string) => {
  const named = figure.own ?? figureOf(figure.code);
  if (!named || figure.period !== 'year') return [];
  const said = (amount: { value: number | null; state: ReportFigureView['now']['state'] }) =>
    chipText({ rounding: 'exact', withUnit: locale !== 'en' }, named, amount);
  const name = locale === 'en' ? named.name.en : named.name.zh;
  return [{ key: figure.key, name, now: said(standingAmount(figure)), before: said(figure.before) }];
};

/** What a leader is asked to agree to, in few lines: the numbers beside last year's, what does not agree, what is open. */
export const ApproveSummary = ({ report }: { report: ReportView }) => {
  const t = useText();
  const locale = useLocale();
  const numbers = report.figures.flatMap((figure) => numbersOf(figure, locale)).slice(0, SHOWN);
  const differing = report.checks.filter(({ outcome }) => outcome === 'differs');
  const explained = differing.filter(({ explanation }) => explanation !== null).length;
  const open = report.comments.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <>
      <p>
        <strong>{report.title}</strong>
      </p>
      <ul className="lt-report-checks">
        {numbers.map(({ key, name, now, before }) => (
          <li key={key}>
            {name}：<strong>{now}</strong> <span className="lt-3">{t('report.approveBefore', { value: before })}</span>
          </li>
        ))}
      </ul>
      <p>
        {differing.length === 0
          ? t('report.approveChecksHold')
          : t('report.approveChecks', { n: differing.length, explained })}
        {open > 0 ? t('report.approveComments', { n: open }) : null}
      </p>
      <p className="lt-2">{t('report.approveEffect', { n: report.figures.length })}</p>
    </>
  );
};

import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CustomNameView } from '@/server/domain/figure/custom-figure';
import { type CustomSubject, findSubject } from '@/server/domain/figure/custom-subjects';
import { type FigureParam, paramFields, subjectOfFigure } from '@/server/domain/figure/figure-params';
import { computedFigures, releasedFigures } from '@/server/domain/figure/figures';
import {
  CHIP_PERIODS,
  CHIP_ROUNDINGS,
  type ChipPeriod,
  type ChipRounding,
  hasRealDays,
  writeChip,
} from '@/server/domain/report/chip';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { FigureNarrowing } from './figure-narrowing';

const SHOWN = 60;

interface Choice {
  code: string;
  /** What is written into the chip, and what is shown. */
  name: string;
  label: string;
  searched: string;
  /** Null: it is the figure of a year and cannot be narrowed. */
  subject: CustomSubject | null;
  isOwn: boolean;
}

const choicesOf = (kind: TenantKind, own: readonly CustomNameView[], isEnglish: boolean): Choice[] => [
  ...own.map(({ code, name, subject }) => ({
    code,
    name,
    label: name,
    searched: `${code} ${name}`,
    subject: findSubject(kind, subject) ?? null,
    isOwn: true,
  })),
  ...[
    ...computedFigures(kind).map((figure) => ({ figure, subject: subjectOfFigure(figure) })),
    ...releasedFigures(kind).map((figure) => ({ figure, subject: null })),
  ].map(({ figure: { code, name }, subject }) => ({
    code,
    name: name.zh,
    label: isEnglish ? name.en : name.zh,
    searched: `${code} ${name.zh} ${name.en}`,
    subject,
    isOwn: false,
  })),
];

/** The figures that the office defined: asked for when the dialog opens. */
const useOwnFigures = (): CustomNameView[] => {
  const client = useWorkspaceClient();
  const [own, setOwn] = useState<CustomNameView[]>([]);
  useEffect(() => {
    let isOpen = true;
    // Without them the figures of the report can still be put in.
    client.customFigure.names.query({}).then(
      (found) => isOpen && setOwn(found),
      () => undefined,
    );
    return () => {
      isOpen = false;
    };
  }, [client]);
  return own;
};

/** 插入一个数: which figure, of which days, narrowed to what, how it is written. Answers the chip as text. */
export const FigurePicker = ({ onClose, onPick }: { onClose: () => void; onPick: (token: string) => void }) => {
  const t = useText();
  const locale = useLocale();
  const { kind } = useWorkspace().tenant;
  const own = useOwnFigures();
  const [typed, setTyped] = useState('');
  const [period, setPeriod] = useState<ChipPeriod>('year');
  const [days, setDays] = useState({ from: '', to: '' });
  const [rounding, setRounding] = useState<ChipRounding>('exact');
  const [withUnit, setWithUnit] = useState(true);
  const [narrowed, setNarrowed] = useState<Choice | null>(null);
  const choices = useMemo(() => choicesOf(kind, own, locale === 'en'), [kind, own, locale]);
  const words = typed.normalize('NFKC').toLowerCase().trim();
  const isBetween = period === 'between';
  const found = choices.filter(
    ({ searched, subject, isOwn, code }) =>
      searched.toLowerCase().includes(words) &&
      // What others release is the figure of a year.
      (!isBetween || subject !== null || isOwn || computedFigures(kind).some((figure) => figure.code === code)),
  );
  const isReady = !isBetween || (days.from !== '' && days.to !== '' && hasRealDays({ code: '', period, days }));
  const insert = ({ code, name }: Choice, params: readonly FigureParam[] = []) =>
    onPick(
      writeChip(
        {
          code,
          period,
          rounding,
          withUnit,
          ...(isBetween ? { days } : {}),
          ...(params.length > 0 ? { params } : {}),
        },
        name,
      ),
    );
  return (
    <Dialog open onClose={onClose} title={t('report.pickTitle')} place="right">
      <div className="lt-report-picker">
        <label className="lt-field">
          <span className="lt-label">{t('report.pickSearch')}</span>
          <input className="lt-input" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('report.pickPeriod')}</span>
          <select
            className="lt-select"
            value={period}
            onChange={(event) => setPeriod(CHIP_PERIODS.find((one) => one === event.target.value) ?? 'year')}
          >
            {CHIP_PERIODS.map((one) => (
              <option key={one} value={one}>
                {t(`report.period_${one}`)}
              </option>
            ))}
          </select>
        </label>
        {isBetween
          ? (['from', 'to'] as const).map((end) => (
              <label key={end} className="lt-field">
                <span className="lt-label">{t(end === 'from' ? 'report.pickFrom' : 'report.pickTo')}</span>
                <input
                  className="lt-input"
                  type="date"
                  value={days[end]}
                  onChange={(event) => setDays((before) => ({ ...before, [end]: event.target.value }))}
                />
              </label>
            ))
          : null}
        {isReady ? null : <p className="lt-2">{t('report.pickDays')}</p>}
        <label className="lt-field">
          <span className="lt-label">{t('report.pickRounding')}</span>
          <select
            className="lt-select"
            value={rounding}
            onChange={(event) => setRounding(CHIP_ROUNDINGS.find((one) => one === event.target.value) ?? 'exact')}
          >
            {CHIP_ROUNDINGS.map((one) => (
              <option key={one} value={one}>
                {t(`report.rounding_${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="lt-report-check">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={withUnit}
            onChange={(event) => setWithUnit(event.target.checked)}
          />
          <span>{t('report.pickUnit')}</span>
        </label>
        {narrowed?.subject ? (
          <FigureNarrowing
            key={narrowed.code}
            name={`${narrowed.code} ${narrowed.label}`}
            subject={narrowed.subject}
            disabled={!isReady}
            onInsert={(params) => insert(narrowed, params)}
            onClose={() => setNarrowed(null)}
          />
        ) : (
          <ul className="lt-report-list">
            {found.slice(0, SHOWN).map((choice) => (
              <li key={choice.code}>
                <span className="lt-grow">
                  <span className="lt-3">{choice.code}</span> {choice.label}
                  {choice.isOwn ? <span className="lt-3"> {t('report.pickOwn')}</span> : null}
                </span>
                {choice.subject && paramFields(choice.subject).length > 0 ? (
                  <Button
                    look="text"
                    aria-label={t('report.pickNarrowOf', { name: choice.label })}
                    onClick={() => setNarrowed(choice)}
                  >
                    {t('report.pickNarrow')}
                  </Button>
                ) : null}
                <Button disabled={!isReady} onClick={() => insert(choice)}>
                  {t('report.pickInsert')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {!narrowed && found.length === 0 ? <p className="lt-2">{t('report.pickNone')}</p> : null}
      </div>
    </Dialog>
  );
};

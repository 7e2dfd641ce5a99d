import { useMemo, useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import { FIGURE_CODES, FIGURES } from '@/server/domain/figure/figures';
import {
  CHIP_PERIODS,
  CHIP_ROUNDINGS,
  type ChipPeriod,
  type ChipRounding,
  writeChip,
} from '@/server/domain/report/chip';
import { figureCodesFor } from '@/server/domain/report/report-templates';

const SHOWN = 60;

/** 插入一个数: which figure, of which days, how it is written. Answers the chip as text. */
export const FigurePicker = ({ onClose, onPick }: { onClose: () => void; onPick: (token: string) => void }) => {
  const t = useText();
  const locale = useLocale();
  const { kind } = useWorkspace().tenant;
  const [typed, setTyped] = useState('');
  const [period, setPeriod] = useState<ChipPeriod>('year');
  const [rounding, setRounding] = useState<ChipRounding>('exact');
  const [withUnit, setWithUnit] = useState(true);
  const found = useMemo(() => {
    const known = figureCodesFor(kind);
    const words = typed.normalize('NFKC').toLowerCase().trim();
    return FIGURE_CODES.map((code) => FIGURES[code]).filter(
      ({ code, name }) => known.has(code) && `${code} ${name.zh} ${name.en}`.toLowerCase().includes(words),
    );
  }, [kind, typed]);
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
        <ul className="lt-report-list">
          {found.slice(0, SHOWN).map(({ code, name }) => (
            <li key={code}>
              <span className="lt-grow">
                <span className="lt-3">{code}</span> {locale === 'en' ? name.en : name.zh}
              </span>
              <Button onClick={() => onPick(writeChip({ code, period, rounding, withUnit }, name.zh))}>
                {t('report.pickInsert')}
              </Button>
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className="lt-2">{t('report.pickNone')}</p> : null}
      </div>
    </Dialog>
  );
};

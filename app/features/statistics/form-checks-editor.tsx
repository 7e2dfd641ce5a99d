import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { CHECK_OPS, type CheckOp } from '@/server/domain/statistics/check-ops';
import { type CellChoice, type DraftCheck, newCheck } from './form-draft';

const MOST_CHECKS = 40;
const MOST_CELLS_A_SIDE = 20;

interface SideProps {
  title: string;
  label: string;
  refs: readonly string[];
  choices: readonly CellChoice[];
  onChange: (refs: string[]) => void;
}

/** The cells of one side. Each is taken away by its own button. */
const Side = ({ title, label, refs, choices, onChange }: SideProps) => {
  const t = useText();
  const chosen = refs.flatMap((ref) => choices.find((choice) => choice.ref === ref) ?? []);
  const free = choices.filter(({ ref }) => !refs.includes(ref));
  return (
    <div className="lt-statistics-field">
      <span>{title}</span>
      {chosen.length > 0 ? (
        <ul className="lt-wrap lt-statistics-side">
          {chosen.map(({ ref, name }) => (
            <li key={ref} className="lt-tag">
              {name}{' '}
              <button
                type="button"
                className="lt-link"
                aria-label={t('statistics.checkDropCell', { name })}
                onClick={() => onChange(refs.filter((one) => one !== ref))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <select
        className="lt-input lt-select"
        aria-label={label}
        value=""
        disabled={chosen.length >= MOST_CELLS_A_SIDE}
        onChange={({ currentTarget }) => onChange([...refs, currentTarget.value])}
      >
        <option value="">{t('statistics.checkAddCell')}</option>
        {free.map(({ ref, name }) => (
          <option key={ref} value={ref}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
};

interface FormChecksEditorProps {
  checks: readonly DraftCheck[];
  choices: readonly CellChoice[];
  onChange: (checks: DraftCheck[]) => void;
}

/** 审核关系 between cells of the form, whatever part they stand in. */
export const FormChecksEditor = ({ checks, choices, onChange }: FormChecksEditorProps) => {
  const t = useText();
  const change = (id: string, more: Partial<DraftCheck>) =>
    onChange(checks.map((check) => (check.id === id ? { ...check, ...more } : check)));
  return (
    <section className="lt-section">
      <h3>{t('statistics.checks')}</h3>
      <p className="lt-2">{t('statistics.checksHelp')}</p>
      {checks.map((check, at) => (
        <div key={check.id} className="lt-statistics-check">
          <input
            className="lt-input"
            aria-label={t('statistics.checkText', { n: at + 1 })}
            placeholder={t('statistics.checkTextExample')}
            maxLength={100}
            value={check.text}
            onChange={({ currentTarget }) => change(check.id, { text: currentTarget.value })}
          />
          <Side
            title={t('statistics.checkLeft')}
            label={t('statistics.checkAddCellLeft', { n: at + 1 })}
            refs={check.left}
            choices={choices}
            onChange={(left) => change(check.id, { left })}
          />
          <select
            className="lt-input lt-select"
            aria-label={t('statistics.checkOp', { n: at + 1 })}
            value={check.op}
            onChange={({ currentTarget }) => change(check.id, { op: currentTarget.value as CheckOp })}
          >
            {CHECK_OPS.map((op) => (
              <option key={op} value={op}>
                {t(`statistics.op_${op}`)}
              </option>
            ))}
          </select>
          <Side
            title={t('statistics.checkRight')}
            label={t('statistics.checkAddCellRight', { n: at + 1 })}
            refs={check.right}
            choices={choices}
            onChange={(right) => change(check.id, { right })}
          />
          <Button onClick={() => onChange(checks.filter((one) => one.id !== check.id))}>
            {t('statistics.dropCheck')}
          </Button>
        </div>
      ))}
      <Button icon="plus" disabled={checks.length >= MOST_CHECKS} onClick={() => onChange([...checks, newCheck()])}>
        {t('statistics.addCheck')}
      </Button>
    </section>
  );
};

import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { FormDrawer } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  MOST_FONDS_AT_ONCE,
  USUAL_FROM,
  USUAL_SETS,
  type UsualRule,
  type UsualRulesInput,
  type UsualRulesView,
  type UsualSet,
} from '@/server/domain/fonds/usual-rules';
import { templateName } from './fonds-labels';
import { type PlainColumn, PlainTable } from './plain-table';

interface UsualRulesDrawerProps {
  open: boolean;
  onClose: () => void;
  /** The fonds whose page it is; all fonds of the unit without it. */
  fondsId?: string;
}

const WAIT_MS = 250;
const SHOWN = 60;
const YEAR = /^[12]\d{3}$/;

const count = (view: UsualRulesView): { n: number; left: number } => {
  const n = view.rules.filter((rule) => rule.outcome === 'new').length;
  return { n, left: view.rules.length - n };
};

const Preview = ({ view }: { view: UsualRulesView }) => {
  const t = useText();
  const categories = useCategories();
  const { n, left } = count(view);
  if (view.fonds > MOST_FONDS_AT_ONCE) {
    return (
      <p className="lt-note lt-note-attention" role="status">
        {t('fonds.usualTooMany', { n: view.fonds })}
      </p>
    );
  }
  const columns: PlainColumn<UsualRule>[] = [
    { key: 'category', title: t('fonds.category'), render: (one) => categoryName(one.categoryCode, categories) },
    ...(view.fonds > 1
      ? [{ key: 'fonds', title: t('fonds.number'), render: (one: UsualRule) => one.fondsNumber, width: '72px' }]
      : []),
    { key: 'year', title: t('fonds.yearFrom'), render: (one) => one.yearFrom, width: '80px' },
    { key: 'template', title: t('fonds.template'), render: (one) => templateName(one.templateCode) },
    { key: 'outcome', title: t('fonds.usualOutcome'), render: (one) => t(`fonds.usual_${one.outcome}`) },
  ];
  // What will be written first: it is what one has to agree to.
  const rows = [...view.rules].sort((a, b) => Number(b.outcome === 'new') - Number(a.outcome === 'new'));
  return (
    <>
      <p className={`lt-note ${n === 0 ? 'lt-note-attention' : 'lt-note-info'}`} role="status">
        {n === 0 ? t('fonds.usualNothing') : t('fonds.usualWill', { n, left })}
      </p>
      <PlainTable
        caption={t('fonds.usualCaption')}
        columns={columns}
        rows={rows.slice(0, SHOWN)}
        rowKey={(one) => `${one.fondsId} ${one.categoryCode} ${one.yearFrom}`}
      />
      {rows.length > SHOWN ? <p className="lt-3">{t('fonds.usualMore', { n: rows.length - SHOWN })}</p> : null}
    </>
  );
};

/** 一次设好常用规则: the ways of numbering are ticked, what will be set is seen, and one press sets all of it. */
export const UsualRulesDrawer = ({ open, onClose, fondsId }: UsualRulesDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [years, setYears] = useState<Record<UsualSet, string>>({
    legacy: String(USUAL_FROM.legacy),
    by2015: String(USUAL_FROM.by2015),
    by2022: String(USUAL_FROM.by2022),
  });
  const [chosen, setChosen] = useState<readonly UsualSet[]>(['by2015', 'by2022']);
  const [byOrganisation, setByOrganisation] = useState(true);
  const [isWhole, setWhole] = useState(fondsId === undefined);
  const [view, setView] = useState<UsualRulesView | null>(null);

  const typed = chosen.map((set) => years[set]);
  const isRight = typed.every((year) => YEAR.test(year)) && new Set(typed).size === typed.length;
  const asked: UsualRulesInput | null =
    chosen.length > 0 && isRight
      ? {
          ...(isWhole || fondsId === undefined ? {} : { fondsId }),
          sets: chosen.map((set) => ({ set, yearFrom: Number(years[set]) })),
          byOrganisation,
        }
      : null;
  const key = asked === null ? '' : JSON.stringify(asked);
  useEffect(() => {
    if (!open || key === '') {
      setView(null);
      return;
    }
    let stale = false;
    const timer = setTimeout(() => {
      void client.fonds.usualRules
        .query(JSON.parse(key) as UsualRulesInput)
        .then((answer) => (stale ? undefined : setView(answer)))
        // The act itself says what is wrong; a preview that does not come is asked for again by the next change.
        .catch(() => (stale ? undefined : setView(null)));
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [client, key, open]);

  return (
    <FormDrawer<Record<string, never>>
      open={open}
      onClose={onClose}
      width={640}
      title={t('fonds.usualRules')}
      submitLabel={t('fonds.usualSave')}
      onSubmit={async (_values, idempotencyKey) => {
        // Nothing chosen is refused by the server like every other wrong input.
        const input = asked ?? { sets: [], byOrganisation };
        const done = await client.fonds.setUsualRules.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('fonds.usualSaved', count(done)) });
        revalidate();
      }}
    >
      <p className="lt-2">{t('fonds.usualRulesLead')}</p>
      <fieldset className="lt-field">
        <legend className="lt-label">{t('fonds.usualSets')}</legend>
        {USUAL_SETS.map((set) => (
          <div key={set} className="lt-row">
            <label className="lt-row lt-grow">
              <input
                type="checkbox"
                className="lt-checkbox"
                checked={chosen.includes(set)}
                onChange={(event) =>
                  setChosen(USUAL_SETS.filter((one) => (one === set ? event.target.checked : chosen.includes(one))))
                }
              />
              <span>{t(`fonds.usual_${set}`)}</span>
            </label>
            <input
              className="lt-input"
              style={{ width: '88px' }}
              inputMode="numeric"
              maxLength={4}
              aria-label={`${t(`fonds.usual_${set}`)} ${t('fonds.usualFrom')}`}
              value={years[set]}
              disabled={!chosen.includes(set)}
              onChange={(event) => setYears({ ...years, [set]: event.target.value.trim() })}
            />
          </div>
        ))}
      </fieldset>
      <label className="lt-row">
        <input
          type="checkbox"
          className="lt-checkbox"
          checked={byOrganisation}
          onChange={(event) => setByOrganisation(event.target.checked)}
        />
        <span>{t('fonds.usualByOrg')}</span>
      </label>
      {fondsId === undefined ? null : (
        <label className="lt-field">
          <span className="lt-label">{t('fonds.usualScope')}</span>
          <select
            className="lt-select"
            value={isWhole ? 'all' : 'this'}
            onChange={(event) => setWhole(event.target.value === 'all')}
          >
            <option value="this">{t('fonds.usualThis')}</option>
            <option value="all">{t('fonds.usualAll')}</option>
          </select>
        </label>
      )}
      {asked === null ? (
        <p className="lt-note lt-note-attention" role="status">
          {t(chosen.length === 0 ? 'fonds.usualChoose' : 'fonds.usualYearsDiffer')}
        </p>
      ) : view ? (
        <Preview view={view} />
      ) : null}
    </FormDrawer>
  );
};

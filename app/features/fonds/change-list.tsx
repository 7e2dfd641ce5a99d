import { Link } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { ChangePartyView, FondsChangeView } from '@/server/domain/fonds/fonds-change';
import { ruleHandling, ruleName } from './fonds-labels';

const Party = ({ party }: { party: ChangePartyView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const words = `${party.fondsNumber ? `${party.fondsNumber} ` : ''}${party.name}`;
  return (
    <>
      {party.fondsId ? <Link to={`/w/${slug}/fonds/${party.fondsId}`}>{words}</Link> : words}
      <span className="lt-3">（{t(`fonds.effect_${party.effect}`)}）</span>
    </>
  );
};

const Side = ({ change, side }: { change: FondsChangeView; side: 'source' | 'target' }) => {
  const t = useText();
  const parties = change.parties.filter((party) => party.side === side);
  return parties.map((party, index) => (
    <span key={`${party.fondsId ?? ''}${party.name}`}>
      {index > 0 ? t('common.list') : ''}
      <Party party={party} />
    </span>
  ));
};

/** 沿革: what happened to whom, newest first. */
export const FondsChangeList = ({ changes }: { changes: readonly FondsChangeView[] }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <ol className="lt-change-list">
      {changes.map((change) => {
        const hasTarget = change.parties.some((party) => party.side === 'target');
        return (
          <li key={change.id} className="lt-side-item">
            <p>
              <strong className="lt-strong">{change.effectiveOn}</strong> {ruleName(change.rule, locale)}
              {change.decreeNumber ? <span className="lt-2"> {change.decreeNumber}</span> : null}
            </p>
            <p>
              <Side change={change} side="source" />
              {hasTarget ? ' → ' : ''}
              <Side change={change} side="target" />
            </p>
            <p className="lt-3">{ruleHandling(change.rule, locale)}</p>
            {change.handover ? <p className="lt-2">{change.handover}</p> : null}
            {change.note ? <p className="lt-2">{change.note}</p> : null}
            <p className="lt-3">
              {t('fonds.changedBy', { name: change.createdByName })} {formatIsoDate(change.createdAt)}
            </p>
          </li>
        );
      })}
    </ol>
  );
};

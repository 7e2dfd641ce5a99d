import { useState } from 'react';
import { Icon } from '@/app/components/icon';
import { Menu } from '@/app/components/menu';
import { Empty } from '@/app/components/state-block';
import { InvitationLinks } from '@/app/features/member/invitation-link';
import { useText } from '@/app/i18n/use-text';
import type { TreeNodeView } from '@/server/domain/tenancy/supervision';
import { AbolishDrawer, MoveDrawer, RenameDrawer } from './change-drawers';
import { SplitDrawer } from './merge-split-drawers';
import { type OfficerInvitation, OfficersDrawer } from './officers-drawer';

const ACTS = ['rename', 'move', 'split', 'abolish', 'officers'] as const;
type Act = (typeof ACTS)[number];

const ACT_LABELS = {
  rename: 'supervision.actRename',
  move: 'supervision.actMove',
  split: 'supervision.actSplit',
  abolish: 'supervision.actAbolish',
  officers: 'supervision.actOfficers',
} as const;

interface UnitRowProps {
  unit: TreeNodeView;
  onAct: ((act: Act, unit: TreeNodeView) => void) | null;
}

const UnitRow = ({ unit, onAct }: UnitRowProps) => {
  const t = useText();
  return (
    <tr>
      <th scope="row" data-label={t('supervision.column_unit')} className="lt-table-phone-title">
        <span style={{ paddingLeft: `${unit.depth * 24}px` }}>{unit.name}</span>
      </th>
      <td data-label={t('supervision.column_kind')}>{t(`tenancy.kind_${unit.kind}`)}</td>
      <td data-label={t('supervision.column_region')}>{unit.region ?? '—'}</td>
      {onAct ? (
        <td className="lt-table-actions">
          <Menu
            className="lt-icon-button"
            face={
              <>
                <span>{t('common.more')}</span>
                <span className="lt-hidden">{unit.name}</span>
                <Icon name="down" />
              </>
            }
          >
            {ACTS.map((act) => (
              <button key={act} type="button" className="lt-menu-item" onClick={() => onAct(act, unit)}>
                {t(ACT_LABELS[act])}
              </button>
            ))}
          </Menu>
        </td>
      ) : (
        <td />
      )}
    </tr>
  );
};

interface UnitTreeProps {
  /** The own unit first. */
  units: readonly TreeNodeView[];
  /** Whether units may be changed: by permission, and not on a past day. */
  editable: boolean;
  onChanged: () => void;
}

/** 监督关系 as an indented list: each unit below its supervisor. */
export const UnitTree = ({ units, editable, onChanged }: UnitTreeProps) => {
  const t = useText();
  const [acting, setActing] = useState<{ act: Act; unit: TreeNodeView } | null>(null);
  const [made, setMade] = useState<OfficerInvitation[]>([]);
  const drawer = (act: Act) => ({
    units,
    unit: acting?.act === act ? acting.unit : null,
    onClose: () => setActing(null),
    onDone: onChanged,
  });
  if (units.length <= 1) {
    return <Empty icon="building" title={t('supervision.empty')} text={t('supervision.emptyText')} />;
  }
  return (
    <>
      <table className="lt-table">
        <caption className="lt-hidden">{t('supervision.treeCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('supervision.column_unit')}</th>
            <th scope="col">{t('supervision.column_kind')}</th>
            <th scope="col">{t('supervision.column_region')}</th>
            <th scope="col">
              <span className="lt-hidden">{t('common.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <UnitRow
              key={`${unit.parentTenantId}-${unit.tenantId}`}
              unit={unit}
              onAct={editable && unit.depth > 0 ? (act, chosen) => setActing({ act, unit: chosen }) : null}
            />
          ))}
        </tbody>
      </table>
      {editable ? (
        <>
          <RenameDrawer {...drawer('rename')} />
          <MoveDrawer {...drawer('move')} />
          <SplitDrawer {...drawer('split')} />
          <AbolishDrawer {...drawer('abolish')} />
          <OfficersDrawer {...drawer('officers')} onInvited={setMade} />
          <InvitationLinks invitations={made} onClose={() => setMade([])} />
        </>
      ) : null}
    </>
  );
};

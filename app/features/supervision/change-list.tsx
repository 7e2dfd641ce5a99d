import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import type { TenantChangeView } from '@/server/domain/tenancy/supervision';

const names = (units: readonly { name: string }[], separator: string): string =>
  units.length === 0 ? '—' : units.map((unit) => unit.name).join(separator);

/** 机构变动, newest first. */
export const ChangeList = ({ changes }: { changes: readonly TenantChangeView[] }) => {
  const t = useText();
  if (changes.length === 0) {
    return <Empty icon="building" title={t('supervision.changesEmpty')} text={t('supervision.changesEmptyText')} />;
  }
  const and = t('common.list');
  return (
    <table className="lt-table">
      <caption className="lt-hidden">{t('supervision.changesCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('supervision.column_effective')}</th>
          <th scope="col">{t('supervision.column_change')}</th>
          <th scope="col">{t('supervision.column_from')}</th>
          <th scope="col">{t('supervision.column_to')}</th>
          <th scope="col">{t('supervision.column_decree')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id}>
            <th scope="row" data-label={t('supervision.column_effective')}>
              {change.effectiveOn}
            </th>
            <td data-label={t('supervision.column_change')}>{t(`supervision.kind_${change.kind}`)}</td>
            <td data-label={t('supervision.column_from')}>{names(change.sources, and)}</td>
            <td data-label={t('supervision.column_to')}>{names(change.targets, and)}</td>
            <td data-label={t('supervision.column_decree')}>{change.decreeNumber ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

import { type Column, DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { levelName } from '@/app/features/assessment/assessment-labels';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { DigitalLevelRow, DigitalLevelsView } from '@/server/domain/inspection/work-state';

const KIND = 'digital_archive';
const STANDING_LOOK = { valid: 'done', expiring: 'attention', expired: 'failed', withdrawn: 'failed' } as const;

const columnsOf = (t: Translate, locale: Locale): Column<DigitalLevelRow>[] => [
  { key: 'unit', title: t('workState.archives'), render: (row) => row.name, onPhone: 'title' },
  { key: 'parent', title: t('workState.parent'), render: (row) => row.parentName ?? '—', width: '176px' },
  {
    key: 'level',
    title: t('workState.level'),
    render: (row) => (row.level === null ? t('workState.noLevel') : levelName(KIND, row.level, locale)),
    width: '120px',
  },
  {
    key: 'standing',
    title: t('workState.standing'),
    render: (row) =>
      row.standing === null ? (
        '—'
      ) : (
        <Status kind={STANDING_LOOK[row.standing]}>{t(`workState.standing_${row.standing}`)}</Status>
      ),
    width: '112px',
  },
  { key: 'awardedOn', title: t('workState.awardedOn'), render: (row) => row.awardedOn ?? '—', width: '112px' },
  {
    key: 'validUntil',
    title: t('workState.validUntil'),
    render: (row) => (row.level === null ? '—' : (row.validUntil ?? t('workState.forever'))),
    width: '112px',
  },
  { key: 'awarder', title: t('workState.awarder'), render: (row) => row.awarderName ?? '—', width: '160px' },
  {
    key: 'documentNumber',
    title: t('workState.documentNumber'),
    render: (row) => row.documentNumber ?? '—',
    width: '160px',
    hiddenAtFirst: true,
  },
  {
    key: 'before',
    title: t('workState.before'),
    render: (row) =>
      row.before.map((one) => `${levelName(KIND, one.level, locale)} ${one.awardedOn}`).join(t('common.list')) || '—',
    width: '176px',
    onPhone: 'hide',
  },
];

/** 数字档案馆等级 of all archives below, also of those that have none. */
export const DigitalArchives = ({ view }: { view: DigitalLevelsView }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <>
      {view.counts.length > 0 ? (
        <FigureRow
          label={t('workState.levelCounts')}
          figures={view.counts.map(({ level, archives }) => ({
            key: level,
            label: levelName(KIND, level, locale),
            value: String(archives),
            to: `?view=digital&level=${level}`,
          }))}
        />
      ) : null}
      <DataTable
        name="unit-work-digital"
        caption={t('workState.view_digital')}
        columns={columnsOf(t, locale)}
        rows={view.rows}
        page={{ nextCursor: null, previousCursor: null, total: view.rows.length }}
        rowKey={(row) => String(row.tenantId)}
        rowLabel={(row) => row.name}
        empty={<Empty icon="scan" title={t('workState.nothingArchives')} text={t('workState.nothingArchivesText')} />}
      />
    </>
  );
};

import { useSearchParams } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import { useWorkspace } from '@/app/lib/workspace';
import { RECORD_GROUPS } from '@/server/domain/inspection/district-vocabulary';
import type { UnitRecordView } from '@/server/domain/inspection/supervision-record';
import { kindLabel, recordColumns } from './record-line';

/** What the address asks of a record. */
export const recordFilterOf = (search: URLSearchParams) => ({
  group: oneOf(RECORD_GROUPS, search.get('group')),
  year: yearOfParam(search.get('year')),
  search: search.get('q') || undefined,
});

const filtersOf = (t: Translate, years: readonly number[]): Filter[] => [
  {
    name: 'year',
    label: t('district.year'),
    options: years.map((year) => ({ value: String(year), label: t('district.yearOption', { year: String(year) }) })),
  },
];

/** Excel and PDF of what the filters leave. */
export const RecordDownloads = (props: { excel: string; pdf: string; input: object }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const input = { ...props.input, ...recordFilterOf(params) };
  return (
    <>
      <a className="lt-btn" href={downloadPath(slug, props.excel, input)} download>
        <Icon name="download" />
        <span>{t('district.export')}</span>
      </a>
      <a className="lt-btn" href={downloadPath(slug, props.pdf, input)} download>
        <Icon name="print" />
        <span>{t('district.print')}</span>
      </a>
    </>
  );
};

interface RecordTableProps extends Omit<UnitRecordView, 'unit'> {
  unitTenantId: number | null;
  keep?: readonly string[];
}

/** 监督记录 on one time line, newest first; the same table on both sides. */
export const RecordTable = ({ rows, page, groups, years, unitTenantId, keep = [] }: RecordTableProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters = filtersOf(t, years);
  return (
    <>
      <div className="lt-section-head lt-scroll-x lt-district-head">
        <Segments
          name="group"
          label={t('district.group')}
          segments={[
            { value: '', label: t('district.allGroups'), count: groups.reduce((sum, one) => sum + one.lines, 0) },
            ...groups.map(({ group, lines }) => ({ value: group, label: t(`district.group_${group}`), count: lines })),
          ]}
        />
      </div>
      <DataTable
        name="supervision-record"
        lead={<SearchBar placeholder={t('district.recordSearch')} filters={filters} keep={['group', ...keep]} />}
        caption={t('district.recordCaption')}
        columns={recordColumns(t, { base: `/w/${slug}`, unitTenantId })}
        rows={rows}
        page={page}
        rowKey={(line) => `${line.source}:${line.id}`}
        rowLabel={(line) => `${kindLabel(t, line)} ${line.title}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="clip" title={t('district.recordEmpty')} text={t('district.recordEmptyText')} />}
      />
    </>
  );
};

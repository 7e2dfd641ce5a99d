import { useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { SUBJECT_KINDS } from '@/app/features/inspection/campaign-form-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RankedUnitView } from '@/server/domain/inspection/closure';
import { FEWEST_INSPECTORS } from '@/server/domain/inspection/vocabulary';
import type { PageInfo } from '@/server/domain/shared/pagination';

export const RANK_YEARS = [1, 2, 3, 5, 10] as const;
export const FIRST_RANK_YEARS = 3;

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'years',
    label: t('closure.years'),
    options: RANK_YEARS.map((n) => ({ value: String(n), label: t('closure.yearsOption', { n }) })),
  },
  {
    name: 'kind',
    label: t('inspection.subjectKind'),
    options: SUBJECT_KINDS.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) })),
  },
];

const count = (value: number): string => (value === 0 ? '—' : formatNumber(value));

const columnsOf = (t: Translate): Column<RankedUnitView>[] => [
  {
    key: 'unit',
    title: t('closure.column_unit'),
    render: (unit) => <span className="lt-strong">{unit.name}</span>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'findings',
    title: t('closure.column_findings'),
    render: (unit) => count(unit.findings),
    numeric: true,
    width: '80px',
  },
  {
    key: 'hazards',
    title: t('closure.column_hazards'),
    render: (unit) => count(unit.hazards),
    numeric: true,
    width: '104px',
  },
  {
    key: 'open',
    title: t('closure.column_open'),
    render: (unit) => count(unit.openFindings),
    numeric: true,
    width: '72px',
  },
  {
    key: 'inspections',
    title: t('closure.column_inspections'),
    render: (unit) => count(unit.inspections),
    numeric: true,
    width: '96px',
  },
  {
    key: 'byYear',
    title: t('closure.column_byYear'),
    render: (unit) =>
      unit.byYear.map(({ year, findings }) => `${year}${t('common.colon')}${findings}`).join(t('common.comma')),
    truncate: true,
    width: '240px',
  },
  {
    key: 'lookBack',
    title: t('closure.column_lookBack'),
    render: (unit) => unit.lastLookBackOn ?? '—',
    width: '120px',
  },
  {
    key: 'kind',
    title: t('inspection.subjectKind'),
    render: (unit) => t(`tenancy.kind_${unit.kind}`),
    width: '104px',
  },
];

interface Inspector {
  accountId: string;
  name: string;
}

interface StartValues {
  title: string;
  inspectorAccountIds: string[];
}

const StartDrawer = (props: {
  slugs: readonly string[];
  years: number;
  inspectors: readonly Inspector[];
  onClose: () => void;
}) => {
  const { slugs, years, inspectors, onClose } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const { slug } = useWorkspace().tenant;
  const labels = { title: t('closure.lookBackTitle'), inspectorAccountIds: t('closure.lookBackInspectors') };
  return (
    <FormDrawer<StartValues>
      open={slugs.length > 0}
      onClose={onClose}
      title={t('closure.startLookBackTitle', { n: slugs.length })}
      submitLabel={t('closure.startLookBack')}
      initialValues={{ inspectorAccountIds: inspectors.slice(0, FEWEST_INSPECTORS).map((one) => one.accountId) }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = { ...values, years, unitSlugs: [...slugs] };
        const made = await client.closure.startLookBack.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('closure.lookBackStarted', { n: made.findings }) });
        navigate(`/w/${slug}/inspections/${made.campaignId}`);
      }}
    >
      <p className="lt-note">{t('closure.startLookBackEffect', { years })}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="inspectorAccountIds" label={labels.inspectorAccountIds} required>
        <InspectorChoice inspectors={inspectors} />
      </FormField>
    </FormDrawer>
  );
};

/** Boxes to tick; the field gives the value and takes the change. */
const InspectorChoice = (props: {
  inspectors: readonly Inspector[];
  value?: string[];
  onChange?: (value: string[]) => void;
}) => {
  const { inspectors, value = [], onChange } = props;
  return (
    <div className="lt-wrap">
      {inspectors.map(({ accountId, name }) => (
        <label key={accountId} className="lt-tag">
          <input
            type="checkbox"
            checked={value.includes(accountId)}
            onChange={(event) =>
              onChange?.(event.target.checked ? [...value, accountId] : value.filter((one) => one !== accountId))
            }
          />{' '}
          {name}
        </label>
      ))}
    </div>
  );
};

interface RankingTableProps {
  rows: RankedUnitView[];
  page: PageInfo;
  years: number;
  /** Empty for those who may not start one. */
  inspectors: readonly Inspector[];
}

/** 按问题数排列: choose those with many findings and go back to them. */
export const RankingTable = ({ rows, page, years, inspectors }: RankingTableProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const [slugs, setSlugs] = useState<string[]>([]);
  const filters = filtersOf(t);
  return (
    <>
      <DataTable
        name="ranked-units"
        lead={<SearchBar placeholder={t('closure.years')} filters={filters} withText={false} keep={['view']} />}
        caption={t('closure.rankCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(unit) => unit.slug}
        rowLabel={(unit) => unit.name}
        bulkActions={(selection, clear) => (
          <Button
            icon="clip"
            disabled={selection.kind !== 'rows'}
            onClick={() => {
              if (selection.kind === 'rows') {
                setSlugs(selection.keys);
              }
              clear();
            }}
          >
            {t('closure.startLookBack')}
          </Button>
        )}
        filters={describeFilters(params, filters)}
        clearTo="?view=rank"
        empty={<Empty icon="flag" title={t('closure.rankEmpty')} text={t('closure.rankEmptyText')} />}
      />
      <StartDrawer slugs={slugs} years={years} inspectors={inspectors} onClose={() => setSlugs([])} />
    </>
  );
};

import { Link } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { PlanLineView } from '@/server/domain/inspection/plan';
import { CAMPAIGN_STATUS } from './inspection-labels';
import { quotaText } from './plan-labels';

const kindText = (line: PlanLineView, t: Translate): string =>
  line.theme
    ? `${t(`inspection.kind_${line.kind}`)}：${t(`inspectionPlan.theme_${line.theme}`)}`
    : t(`inspection.kind_${line.kind}`);

const columnsOf = (t: Translate, base: string): Column<PlanLineView>[] => [
  {
    key: 'title',
    title: t('inspectionPlan.lineTitle'),
    render: (line) => (
      <>
        {line.title}
        <span className="lt-3 lt-plan-scope">{line.scope}</span>
      </>
    ),
    onPhone: 'title',
  },
  { key: 'kind', title: t('inspection.kind'), render: (line) => kindText(line, t), width: '152px' },
  {
    key: 'subjects',
    title: t('inspectionPlan.subjects'),
    render: (line) => line.subjectKinds.map((kind) => t(`tenancy.kind_${kind}`)).join(t('common.list')),
    width: '136px',
  },
  { key: 'quota', title: t('inspectionPlan.quota'), render: (line) => quotaText(line, t), width: '136px' },
  {
    key: 'months',
    title: t('inspectionPlan.months'),
    render: (line) => t('inspectionPlan.monthsValue', { from: line.monthFrom, to: line.monthTo }),
    width: '88px',
  },
  {
    key: 'partners',
    title: t('inspectionPlan.partners'),
    render: (line) => line.jointPartners.join(t('common.list')) || '—',
    width: '136px',
  },
  {
    key: 'rounds',
    title: t('inspectionPlan.rounds'),
    render: (line) => (
      <>
        <span className="lt-nowrap">{`${line.campaigns.length}/${line.rounds}`}</span>
        {line.campaigns.map((campaign) => (
          <Link key={campaign.id} to={`${base}/${campaign.id}`} className="lt-plan-round">
            <Status kind={CAMPAIGN_STATUS[campaign.state]}>{t(`inspection.campaignState_${campaign.state}`)}</Status>
          </Link>
        ))}
      </>
    ),
    width: '128px',
  },
];

export type LineStep = 'edit' | 'remove' | 'start';

/** What a plan asks for, line by line, with the rounds that were begun. */
export const PlanLines = ({
  lines,
  stepsOf,
  onStep,
}: {
  lines: readonly PlanLineView[];
  stepsOf: (line: PlanLineView) => readonly LineStep[];
  onStep: (step: LineStep, line: PlanLineView) => void;
}) => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/inspections`;
  const words = {
    edit: t('inspectionPlan.editLine'),
    remove: t('inspectionPlan.removeLine'),
    start: t('inspectionPlan.start'),
  };
  return (
    <DataTable
      name="inspection-plan-lines"
      caption={t('inspectionPlan.lines')}
      columns={columnsOf(t, base)}
      rows={lines}
      page={{ nextCursor: null, previousCursor: null, total: lines.length }}
      rowKey={(line) => line.id}
      rowLabel={(line) => line.title}
      rowActions={(line) =>
        stepsOf(line).map((step) => (
          <button key={step} type="button" className="lt-link" onClick={() => onStep(step, line)}>
            {words[step]}
          </button>
        ))
      }
      empty={<Empty icon="clip" title={t('inspectionPlan.noLines')} text={t('inspectionPlan.noLinesText')} />}
    />
  );
};

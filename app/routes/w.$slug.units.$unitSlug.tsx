import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { RecordDownloads, RecordTable, recordFilterOf } from '@/app/features/district/record-table';
import { FilingProgress, RiskLevel, ScheduleStatus, UnitStatus } from '@/app/features/district/unit-status';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { DistrictRowView } from '@/server/domain/inspection/district';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('district.title'), to: `/w/${params.slug}/units` },
    { label: t('district.record') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { district } = context.api.workspace(params.slug ?? '');
  const input = { unitSlug: params.unitSlug ?? '', ...recordFilterOf(search), ...pageOfParams(search) };
  return loadOrThrow({ request, context }, district.unitRecord(input));
};

const Last = ({ unit, base }: { unit: DistrictRowView; base: string }) => {
  const t = useText();
  if (!unit.lastInspectionId || !unit.lastState) return t('district.never');
  return (
    <Link to={`${base}/inspections/${unit.lastCampaignId}/${unit.lastInspectionId}`}>
      {unit.lastInspectedOn ?? ''} {t(`inspection.state_${unit.lastState}`)}
    </Link>
  );
};

/** Where the unit stands today. */
const Standing = ({ unit, base }: { unit: DistrictRowView; base: string }) => {
  const t = useText();
  const score = [unit.lastScore, unit.lastGrade, unit.lastScoreOn].filter((part) => part !== null).join(' · ');
  return (
    <FactList
      facts={[
        [t('district.status'), <UnitStatus key="status" unit={unit} />],
        [t('district.kind'), [t(`tenancy.kind_${unit.kind}`), unit.parentName].filter(Boolean).join(' · ')],
        [t('district.last'), <Last key="last" unit={unit} base={base} />],
        [t('district.score'), score],
        [t('district.risk'), <RiskLevel key="risk" unit={unit} />],
        [t('district.filing'), <FilingProgress key="filing" unit={unit} />],
        [t('district.schedule'), <ScheduleStatus key="schedule" unit={unit} />],
        [t('district.hours'), String(unit.trainingHours)],
        [t('district.guided'), unit.lastGuidedOn],
        [
          t('district.grant'),
          unit.grantLiveUntil ? (
            <Link key="grant" to={`${base}/granted/${unit.slug}`}>
              {t('district.grantUntil', { date: formatIsoDateTime(unit.grantLiveUntil) })}
            </Link>
          ) : null,
        ],
      ]}
    />
  );
};

/** 单位监督记录: one unit, all that went between it and its supervisor. */
export default function UnitRecord() {
  const t = useText();
  const { unit, ...record } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const mayAsk = useCan('inspection.inspect');
  return (
    <div className="lt-page">
      <PageHeader
        title={t('district.recordTitle', { unit: unit.name })}
        lead={t('district.recordLead')}
        actions={
          <>
            {mayAsk ? (
              <ButtonLink icon="eye" to={`${base}/grants?side=given&ask=${unit.slug}`}>
                {t('grant.ask')}
              </ButtonLink>
            ) : null}
            <RecordDownloads
              excel="district.downloadUnitRecord"
              pdf="district.downloadUnitRecordPdf"
              input={{ unitSlug: unit.slug }}
            />
          </>
        }
      />
      <div className="lt-district-facts">
        <Standing unit={unit} base={base} />
      </div>
      <RecordTable {...record} unitTenantId={unit.tenantId} />
    </div>
  );
}

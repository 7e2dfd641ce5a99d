import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { levelName } from '@/app/features/assessment/assessment-labels';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { KindAndLevel } from '@/app/features/assessment/rating-drawers';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import type { MyRatingView } from '@/server/domain/assessment/rating';
import type { SelfCheckRowView } from '@/server/domain/inspection/self-check';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('rating.mineTitle') }] };

/** Finished self-checks to choose from, newest first. */
const CHOICES = 50;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { rating, selfCheck } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await rating.mine(pageOfParams(new URL(request.url).searchParams))),
    checks: (await selfCheck.list({ state: 'submitted', limit: CHOICES })).rows,
  });
  return loadOrThrow({ request, context }, load());
};

const stateOf = (row: MyRatingView, t: Translate, locale: Locale) => {
  const { decision } = row;
  if (decision === null) return <Status kind="live">{t('rating.mine_waiting')}</Status>;
  return decision.level === null ? (
    <Status kind="none">{t('rating.notAwarded')}</Status>
  ) : (
    <Status kind="done">{levelName(decision.ratingKind, decision.level, locale)}</Status>
  );
};

const columnsOf = (t: Translate, locale: Locale, base: string): Column<MyRatingView>[] => [
  {
    key: 'kind',
    title: t('rating.kind'),
    render: (row) => t(`rating.kind_${row.ratingKind}`),
    onPhone: 'title',
  },
  {
    key: 'level',
    title: t('rating.targetLevel'),
    render: (row) => (row.appliedAt === null ? '—' : levelName(row.ratingKind, row.level, locale)),
    width: '120px',
  },
  { key: 'office', title: t('assessment.office'), render: (row) => row.officeName, width: '192px' },
  {
    key: 'applied',
    title: t('rating.appliedOn'),
    render: (row) => (row.appliedAt === null ? '—' : formatIsoDate(row.appliedAt)),
    width: '112px',
  },
  { key: 'state', title: t('rating.result'), render: (row) => stateOf(row, t, locale), width: '136px' },
  {
    key: 'until',
    title: t('rating.validUntil'),
    render: (row) => (row.decision?.level ? (row.decision.validUntil ?? t('rating.forEver')) : '—'),
    width: '112px',
  },
  {
    key: 'paper',
    title: t('rating.documentNumber'),
    render: (row) =>
      row.decisionDispatchId ? (
        <a href={`${base}/dispatches/${row.decisionDispatchId}`} className="lt-nowrap">
          {row.decision?.documentNumber ?? t('rating.seeDecision')}
        </a>
      ) : (
        '—'
      ),
    width: '176px',
  },
];

interface Values {
  selfCheckId: string;
  ratingKind: RatingKind;
  level: string;
}

const ApplyDrawer = ({ checks, onClose }: { checks: SelfCheckRowView[]; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { selfCheckId: t('rating.selfCheck'), ratingKind: t('rating.kind'), level: t('rating.level') };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('rating.apply')}
      submitLabel={t('rating.apply')}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        await client.rating.applyFor.mutate(values, { context: { idempotencyKey } });
        toast({ text: t('rating.applied') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('rating.applyEffect')}</p>
      <FormField name="selfCheckId" label={labels.selfCheckId} required help={t('rating.selfCheckHelp')}>
        <select className="lt-select">
          <option value="" />
          {checks.map((check) =>
            check.id ? (
              <option key={check.id} value={check.id}>
                {check.title}
              </option>
            ) : null,
          )}
        </select>
      </FormField>
      <KindAndLevel />
    </FormDrawer>
  );
};

/** 本单位申报了什么、评定为什么. */
export default function MyRatings() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, checks } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const [applying, setApplying] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('rating.mineTitle')}
        lead={t('rating.mineLead')}
        actions={
          <Button look="primary" icon="send" onClick={() => setApplying(true)}>
            {t('rating.apply')}
          </Button>
        }
      />
      <AssessmentTabs of="unit" />
      <DataTable
        name="my-ratings"
        caption={t('rating.mineTitle')}
        columns={columnsOf(t, locale, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => t(`rating.kind_${row.ratingKind}`)}
        empty={<Empty icon="flag" title={t('rating.mineEmpty')} text={t('rating.mineEmptyText')} />}
      />
      {applying ? <ApplyDrawer checks={checks} onClose={() => setApplying(false)} /> : null}
    </div>
  );
}

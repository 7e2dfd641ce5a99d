import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { PhotoInput } from '@/app/components/photo-input';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { percentText } from '@/app/features/assessment/assessment-labels';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MineView, ScoreBody } from '@/server/domain/assessment/assessment-exchange';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';

export const handle: ScreenHandle<MineView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('assessment.mineTitle'), to: `/w/${params.slug}/my-assessments` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', scoreDispatchId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).assessment.mineById({ scoreDispatchId }));
};

type Item = ScoreBody['items'][number];

const columnsOf = (t: Translate, locale: Locale): Column<Item>[] => [
  {
    key: 'item',
    title: t('assessment.item'),
    render: (item) => `${item.code} ${locale === 'zh-CN' || item.en === '' ? item.zh : item.en}`,
    onPhone: 'title',
  },
  {
    key: 'score',
    title: t('assessment.full'),
    render: (item) => item.score ?? '—',
    numeric: true,
    width: '72px',
  },
  {
    key: 'self',
    title: t('assessment.selfGot'),
    render: (item) => item.selfGot ?? '—',
    numeric: true,
    width: '72px',
  },
  {
    key: 'got',
    title: t('assessment.got'),
    render: (item) =>
      item.isNotApplicable ? (
        t('assessment.notApplicable')
      ) : (
        <span className={item.got === item.selfGot ? undefined : 'lt-strong'}>{item.got ?? '—'}</span>
      ),
    numeric: true,
    width: '88px',
  },
  { key: 'note', title: t('assessment.comment'), render: (item) => item.note || '—' },
];

const ObjectDrawer = ({ mine, onClose }: { mine: MineView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const labels = { reason: t('assessment.objectionReason'), proof: t('assessment.proof') };
  return (
    <FormDrawer<{ reason: string; proof?: UploadedFile[] }>
      open
      onClose={onClose}
      title={t('assessment.object')}
      submitLabel={t('assessment.object')}
      fieldLabels={labels}
      onSubmit={async ({ reason, proof = [] }, idempotencyKey) => {
        const proofObjectIds = proof.map((file) => file.id);
        const input = { scoreDispatchId: mine.scoreDispatchId, reason, proofObjectIds };
        await client.assessment.object.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('assessment.objected') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('assessment.objectEffect', { office: mine.senderName })}</p>
      <FormField name="reason" label={labels.reason} required help={t('assessment.objectionReasonHelp')}>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={2000} />
      </FormField>
      <FormField name="proof" label={labels.proof} group>
        <PhotoInput
          slug={slug}
          label={labels.proof}
          most={MOST_PHOTOS}
          accept="image/png,image/jpeg,image/webp,application/pdf"
        />
      </FormField>
    </FormDrawer>
  );
};

/** One score of the own unit: every item with the comment, and the one objection. */
export default function MyAssessment() {
  const t = useText();
  const locale = useLocale();
  const mine = useLoaderData<typeof loader>();
  const [objecting, setObjecting] = useState(false);
  const { score } = mine;
  return (
    <div className="lt-page">
      <PageHeader
        title={mine.title}
        lead={t('assessment.mineFrom', { office: mine.senderName, year: String(mine.year) })}
        actions={
          mine.mayObject ? (
            <Button look="primary" onClick={() => setObjecting(true)}>
              {t('assessment.object')}
            </Button>
          ) : null
        }
      />
      <FactList
        facts={[
          [t('assessment.percent'), percentText(mine.percent)],
          [t('assessment.gotOfFull'), `${score.got} / ${score.full}`],
          [t('assessment.grade'), mine.gradeName],
          [
            t('assessment.rank'),
            mine.rank === null
              ? t('assessment.notFinal')
              : t('assessment.rankAmong', { n: mine.rank, all: mine.units ?? 0 }),
          ],
          [t('assessment.selfPercent'), score.selfPercent === null ? null : percentText(score.selfPercent)],
          [t('assessment.scoredBy'), score.scoredBy],
          [t('assessment.objectionLast'), mine.objection ? null : score.objectionUntil],
          [t('assessment.opinion'), score.opinion],
        ]}
      />
      {mine.objection ? (
        <section className="lt-section" aria-label={t('assessment.objection')}>
          <h2>
            {t('assessment.objection')} {formatDateTime(mine.objection.sentAt, locale)}
          </h2>
          <p>{mine.objection.reason}</p>
          <p>{score.objectionAnswer ?? t('assessment.objectionWaits')}</p>
        </section>
      ) : null}
      <DataTable
        name="my-assessment-items"
        caption={t('assessment.itemsCaption')}
        columns={columnsOf(t, locale)}
        rows={score.items}
        page={{ nextCursor: null, previousCursor: null, total: score.items.length }}
        rowKey={(item) => item.code}
        rowLabel={(item) => item.zh}
        empty={<Empty icon="list" title={t('assessment.itemsCaption')} text="" />}
      />
      {objecting ? <ObjectDrawer mine={mine} onClose={() => setObjecting(false)} /> : null}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { useListedCategories } from '@/app/features/archive/use-categories';
import { wholePage } from '@/app/features/filing/filing-labels';
import { ApproveDrawer, DecisionStatus, ReturnScheduleDrawer } from '@/app/features/filing/review-parts';
import { filterRules, ruleColumns } from '@/app/features/filing/rule-columns';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { FrozenRule, ReviewView } from '@/server/domain/filing/retention-schedule';

export const handle: ScreenHandle<Awaited<ReturnType<typeof loader>>> = {
  crumbs: ({ data, params }, t) => [
    { label: t('filing.reviewsTitle'), to: `/w/${params.slug}/schedule-reviews` },
    { label: data?.review.unitName ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  return {
    review: await loadOrThrow({ request, context }, filing.review({ submissionId: params.submissionId ?? '' })),
  };
};

const Facts = ({ review }: { review: ReviewView }) => {
  const t = useText();
  return (
    <>
      <span className="lt-wrap">
        <DecisionStatus decision={review.decision} />
        <span className="lt-2">
          {t('filing.submittedBy')} {review.submittedBy} · {formatIsoDateTime(review.submittedAt)}
        </span>
        {review.documentNumber ? <span className="lt-2">{review.documentNumber}</span> : null}
      </span>
      {review.note ? <span className="lt-2"> {review.note}</span> : null}
    </>
  );
};

type Layer = { kind: 'approve' } | { kind: 'return'; codes: string[] } | null;

export default function ScheduleReview() {
  const t = useText();
  const categories = useListedCategories();
  const toast = useToast();
  const { review } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const isOpen = review.decision === null;
  const onlyChanged = params.get('rules') === 'changed';
  const chosen = onlyChanged ? review.rules.filter((rule) => review.changedCodes.includes(rule.code)) : review.rules;
  const rules = filterRules(chosen, params.get('q'));
  const reasonOf = (rule: FrozenRule) => review.ruleReasons.find((one) => one.code === rule.code)?.reason ?? null;
  const done = () => {
    toast({ text: t('filing.decided') });
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={`${review.unitName} · ${t('filing.version', { n: review.versionNumber })}`}
        lead={<Facts review={review} />}
        actions={
          isOpen ? (
            <>
              <Button onClick={() => setLayer({ kind: 'return', codes: [] })}>{t('filing.returnSchedule')}</Button>
              <Button look="primary" icon="check" onClick={() => setLayer({ kind: 'approve' })}>
                {t('filing.approve')}
              </Button>
            </>
          ) : null
        }
      />
      {review.reason ? <p className="lt-note lt-note-info">{review.reason}</p> : null}
      <SearchBar placeholder={t('filing.ruleSearch')} keep={['rules']} />
      <DataTable
        name="review-rules"
        caption={t('filing.rulesTitle')}
        columns={ruleColumns<FrozenRule>(t, categories, reasonOf)}
        rows={rules}
        page={wholePage(rules)}
        rowKey={(rule) => rule.code}
        rowLabel={(rule) => rule.code}
        lead={
          <Segments
            name="rules"
            label={t('filing.rulesTitle')}
            segments={[
              { value: 'all', label: t('filing.allRules', { n: review.rules.length }) },
              { value: 'changed', label: t('filing.onlyChanged', { n: review.changedCodes.length }) },
            ]}
          />
        }
        rowActions={
          isOpen
            ? (rule) => (
                <button
                  type="button"
                  className="lt-link"
                  onClick={() => setLayer({ kind: 'return', codes: [rule.code] })}
                >
                  {t('filing.return')}
                </button>
              )
            : undefined
        }
        bulkActions={
          isOpen
            ? (selection, clear) => (
                <Button
                  onClick={() => {
                    setLayer({
                      kind: 'return',
                      codes: selection.kind === 'rows' ? selection.keys : rules.map((rule) => rule.code),
                    });
                    clear();
                  }}
                >
                  {t('filing.returnSchedule')}
                </Button>
              )
            : undefined
        }
        filters={describeFilters(params, [])}
        empty={<Empty icon="list" title={t('filing.rulesTitle')} />}
      />
      {layer?.kind === 'approve' ? (
        <ApproveDrawer review={review} onClose={() => setLayer(null)} onDone={done} />
      ) : null}
      {layer?.kind === 'return' ? (
        <ReturnScheduleDrawer review={review} codes={layer.codes} onClose={() => setLayer(null)} onDone={done} />
      ) : null}
    </div>
  );
}

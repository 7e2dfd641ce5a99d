import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { type AnswerDraft, AnswerForm } from '@/app/features/checklist/answer-form';
import { neighbourOf } from '@/app/features/checklist/checklist-labels';
import { ItemList } from '@/app/features/checklist/item-list';
import { ProbePanel } from '@/app/features/checklist/probe-panel';
import { ScorePanel } from '@/app/features/checklist/score-panel';
import { Attachments } from '@/app/features/inspection/exchange';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useHotkeys } from '@/app/lib/hotkeys';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { isProbeCode, PROBE_CODES } from '@/server/domain/inspection/probes';
import { scoreChecklist } from '@/server/domain/inspection/scoring';
import type { SelfCheckView } from '@/server/domain/inspection/self-check';

export const handle: ScreenHandle<SelfCheckView> = {
  rail: true,
  crumbs: ({ data, params }, t) => [
    { label: t('checklist.selfChecks'), to: `/w/${params.slug}/self-checks` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', selfCheckId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).selfCheck.byId({ selfCheckId }));
};

const EMPTY = { verdict: null, countValue: null, sampleSize: null, sampleFaults: null, points: null };
const draftOf = (check: SelfCheckView, itemCode: string): AnswerDraft => {
  const answer = check.answers.find((one) => one.itemCode === itemCode);
  const { verdict, countValue, sampleSize, sampleFaults, points } = answer ?? EMPTY;
  const files = (answer?.files ?? []).map(({ objectId, fileName, mediaType }) => ({
    id: objectId,
    fileName,
    mediaType,
  }));
  const numbers = { verdict, countValue, sampleSize, sampleFaults, points };
  return { itemCode, ...numbers, note: answer?.note ?? '', overruledReason: null, files };
};

const Submit = ({ check, open }: { check: SelfCheckView; open: number }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  if (check.state === 'submitted') {
    return null;
  }
  return (
    <>
      <Button look="primary" icon="send" disabled={open > 0} onClick={() => setAsking(true)}>
        {t('checklist.submit')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('checklist.submit')}
        effect={
          check.askerName
            ? t('checklist.submitEffect', { n: check.list.items.length, unit: check.askerName })
            : t('checklist.submitOwnEffect')
        }
        act={t('checklist.submit')}
        onConfirm={async () => {
          const options = { context: { idempotencyKey: newIdempotencyKey() } };
          await client.selfCheck.submit.mutate({ selfCheckId: check.id }, options);
          toast({ text: t('checklist.submitted') });
          revalidate();
        }}
      />
    </>
  );
};

/** Middle: what the unit's own records say to this item. */
const OwnProbes = ({ check, item }: { check: SelfCheckView; item: ChecklistItem }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { yearFrom, yearTo } = check;
  const codes = item.probes.filter(isProbeCode);
  const run = () =>
    act(() =>
      client.probe.runOwn.mutate(
        { probeCodes: [...PROBE_CODES], yearFrom, yearTo },
        { context: { idempotencyKey: newIdempotencyKey() } },
      ),
    );
  return (
    <section aria-label={t('checklist.probes')}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('checklist.probes')}</h2>
        <Button icon="scan" busy={busy} onClick={() => void run()}>
          {t('checklist.probeRun')}
        </Button>
      </div>
      {codes.length === 0 ? <p className="lt-3">{t('checklist.noProbes')}</p> : null}
      {codes.map((probeCode) => {
        const result = check.probes.find((one) => one.probeCode === probeCode);
        return (
          <ProbePanel
            key={probeCode}
            code={probeCode}
            result={result}
            readRows={(cursor) =>
              client.probe.ownRows.query({
                probeCode,
                yearFrom: result?.yearFrom ?? yearFrom,
                yearTo: result?.yearTo ?? yearTo,
                ...(cursor ? { cursor } : {}),
              })
            }
          />
        );
      })}
    </section>
  );
};

export default function SelfCheck() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const check = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const [draft, setDraft] = useState<AnswerDraft | null>(null);
  const { items, profile } = check.list;
  const item = items.find((one) => one.code === params.get('item')) ?? items[0];
  const answers = draft ? [...check.answers.filter((one) => one.itemCode !== draft.itemCode), draft] : check.answers;
  const score = scoreChecklist(check.list, answers);
  const kept = scoreChecklist(check.list, check.answers);
  const saved = check.answers.find((one) => one.itemCode === item?.code);
  const go = (by: number) => {
    const next = neighbourOf(items, item?.code ?? null, by);
    return next === null
      ? false
      : navigate(withParams(params, { item: next }, { keepPage: true }), { preventScrollReset: true });
  };
  useHotkeys({ j: () => go(1), k: () => go(-1) });
  const save = async ({ files, overruledReason: _none, ...values }: AnswerDraft) => {
    const rowVersion = check.answers.find((one) => one.itemCode === values.itemCode)?.rowVersion ?? 0;
    const objectIds = files.map((file) => file.id);
    await client.selfCheck.answer.mutate({ ...values, selfCheckId: check.id, rowVersion, objectIds });
    toast({ text: t('checklist.saved') });
    setDraft(null);
    revalidate();
    void go(1);
  };
  return (
    <div className="lt-page lt-review">
      <PageHeader
        title={check.title}
        lead={
          <>
            <Status kind={check.state === 'submitted' ? 'done' : 'live'}>
              {t(`checklist.selfState_${check.state}`)}
            </Status>{' '}
            {[check.askerName, check.words].filter(Boolean).join(t('common.colon'))}
          </>
        }
        actions={<Submit check={check} open={kept.open} />}
      />
      <div className="lt-review-columns">
        <ItemList name={t('checklist.items')} items={items} answers={answers} current={item?.code ?? null} />
        <div className="lt-review-middle">{item ? <OwnProbes key={item.code} check={check} item={item} /> : null}</div>
        <div className="lt-review-side">
          <div>
            <ScorePanel label={t('checklist.scoreNow')} score={score} grades={profile.grades} />
            {item ? (
              <>
                <h2>
                  {item.code} {item.zh}
                </h2>
                <p className="lt-3">{[t(`checklist.type_${item.type}`), item.method].filter(Boolean).join(' ')}</p>
                <Attachments
                  files={saved?.files ?? []}
                  hrefOf={({ objectId }) =>
                    downloadPath(slug, 'selfCheck.downloadFile', {
                      selfCheckId: check.id,
                      itemCode: item.code,
                      objectId,
                    })
                  }
                />
                <AnswerForm
                  key={`${item.code}-${saved?.rowVersion ?? 0}`}
                  item={item}
                  initial={draftOf(check, item.code)}
                  onDraft={setDraft}
                  onSave={save}
                />
              </>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  );
}

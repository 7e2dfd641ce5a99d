import { Empty } from '@/app/components/state-block';
import { Attachments } from '@/app/features/inspection/exchange';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { ReviewView } from '@/server/domain/inspection/checklist-review';
import { findProbe, isProbeCode, type ProbeCode } from '@/server/domain/inspection/probes';
import { ratingOf, verdictOfRating } from '@/server/domain/inspection/scoring';
import { ProbePanel } from './probe-panel';
import { VerdictStatus } from './verdict-status';

interface EvidenceProps {
  review: ReviewView;
  item: ChecklistItem;
  /** Null when the unit's records cannot be read now. */
  unitSlug: string | null;
}

/** What the unit answered to this item, with its proof. */
const SelfAnswer = ({ review: { selfCheck }, item }: EvidenceProps) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const answer = selfCheck?.answers.find((one) => one.itemCode === item.code);
  if (!selfCheck) {
    return <p className="lt-3">{t('checklist.selfNotAsked')}</p>;
  }
  const { sentAt, dispatchId, submittedByName } = selfCheck;
  if (!sentAt || !dispatchId) {
    return <p className="lt-3">{t('checklist.selfWaiting')}</p>;
  }
  if (!answer) {
    return <p className="lt-3">{t('checklist.selfNone')}</p>;
  }
  const numbers = [answer.countValue, answer.points].filter((value) => value !== null);
  return (
    <>
      <p>
        <VerdictStatus verdict={verdictOfRating(ratingOf(item, answer))} />{' '}
        <span className="lt-num">
          {answer.sampleSize === null ? numbers.join('') : `${answer.sampleFaults} / ${answer.sampleSize}`}
        </span>
      </p>
      {answer.note ? <p>{answer.note}</p> : null}
      <Attachments
        files={answer.files}
        hrefOf={(file) => downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId, objectId: file.objectId })}
      />
      <p className="lt-3">
        {t('checklist.selfSentBy', { name: submittedByName ?? '', time: formatDateTime(sentAt, locale) })}
      </p>
    </>
  );
};

const Probe = ({ review, item, unitSlug, code }: EvidenceProps & { code: ProbeCode }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const own = review.probes.find((run) => run.itemCode === item.code && run.probeCode === code);
  const sent = review.selfCheck?.probes.find((run) => run.probeCode === code);
  const result = own ?? sent;
  const { reach } = findProbe(code);
  const isRead = own !== undefined && unitSlug !== null && reach !== 'unit' && reach !== 'papers';
  const fromUnit = result !== undefined && own === undefined;
  return (
    <ProbePanel
      code={code}
      result={result}
      source={fromUnit || reach === 'unit' ? t('checklist.fromUnit') : null}
      {...(isRead
        ? {
            readRows: (cursor: string | undefined) =>
              client.probe.grantedRows.query({
                unitSlug,
                probeCode: code,
                yearFrom: own.yearFrom,
                yearTo: own.yearTo,
                ...(cursor ? { cursor } : {}),
              }),
          }
        : {})}
    />
  );
};

/** Middle: what speaks for and against one item — the unit's own answer, and what the records say by themselves. */
export const Evidence = (props: EvidenceProps) => {
  const { item } = props;
  const t = useText();
  const codes = item.probes.filter(isProbeCode);
  return (
    <>
      <section aria-label={t('checklist.selfAnswer')}>
        <h2>{t('checklist.selfAnswer')}</h2>
        <SelfAnswer {...props} />
      </section>
      <section className="lt-section" aria-label={t('checklist.probes')}>
        <h2>{t('checklist.probes')}</h2>
        {codes.length === 0 ? <p className="lt-3">{t('checklist.noProbes')}</p> : null}
        {codes.map((code) => (
          <Probe key={code} {...props} code={code} />
        ))}
      </section>
    </>
  );
};

export const NoRecords = ({ isMine }: { isMine: boolean }) => {
  const t = useText();
  const why = isMine ? 'catalogueClosed' : 'catalogueNotMine';
  return <Empty icon="shield" title={t(`inspection.${why}`)} text={t(`inspection.${why}Text`)} />;
};

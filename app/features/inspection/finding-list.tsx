import { useParams, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { DeadlineText } from '@/app/components/deadline-text';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectionClosure } from '@/server/domain/inspection/closure';
import type { FindingView } from '@/server/domain/inspection/finding';
import { LazyDemandProbes } from './demand-probes';
import { Attachments, Exchange } from './exchange';
import { FollowUp } from './follow-up';
import { FINDING_STATUS } from './inspection-labels';

type Act = { kind: 'withdraw' | 'accept' | 'return'; finding: FindingView };

interface FindingListProps {
  findings: readonly FindingView[];
  closure: InspectionClosure;
  /** False for those who only read. */
  mayWrite: boolean;
  onEdit: (finding: FindingView) => void;
}

const Buttons = ({
  finding,
  onEdit,
  onAct,
}: {
  finding: FindingView;
  onEdit: () => void;
  onAct: (act: Act) => void;
}) => {
  const t = useText();
  if (finding.state === 'draft') {
    return (
      <div className="lt-row">
        <Button look="text" onClick={onEdit}>
          {t('common.edit')}
        </Button>
        <Button look="text" onClick={() => onAct({ kind: 'withdraw', finding })}>
          {t('inspection.withdraw')}
        </Button>
      </div>
    );
  }
  return finding.state === 'answered' ? (
    <div className="lt-row">
      <Button icon="check" onClick={() => onAct({ kind: 'accept', finding })}>
        {t('inspection.accept')}
      </Button>
      <Button onClick={() => onAct({ kind: 'return', finding })}>{t('inspection.sendBack')}</Button>
    </div>
  ) : null;
};

/** The demand against the unit's records of today, under the grant while it lasts. */
const Probes = ({ finding, mayWrite }: { finding: FindingView; mayWrite: boolean }) => {
  const client = useWorkspaceClient();
  const { inspectionId = '' } = useParams();
  const again = () => {
    const idempotencyKey = crypto.randomUUID();
    return client.probe.run.mutate({ inspectionId, itemCode: finding.checklistCode }, { context: { idempotencyKey } });
  };
  return (
    <LazyDemandProbes
      read={() => client.probe.ofFinding.query({ findingId: finding.id })}
      {...(mayWrite && finding.state !== 'verified' ? { run: again } : {})}
    />
  );
};

const Item = ({
  finding,
  closure,
  mayWrite,
  onEdit,
  onAct,
}: Omit<FindingListProps, 'findings' | 'onEdit'> & {
  finding: FindingView;
  onEdit: () => void;
  onAct: (act: Act) => void;
}) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const isDue = finding.state === 'issued' || finding.state === 'returned';
  return (
    <li className="lt-finding">
      <div className="lt-row">
        <span className="lt-strong">
          {finding.number} {finding.checklistCode}
        </span>
        <span className="lt-tag">{t(`inspection.severity_${finding.severity}`)}</span>
        <span className="lt-grow" />
        <Status kind={FINDING_STATUS[finding.state]}>{t(`inspection.findingState_${finding.state}`)}</Status>
      </div>
      <p>{finding.fact}</p>
      {finding.pinnedCopy ? (
        <p className="lt-2">
          <span className="lt-nowrap">{finding.pinnedCopy.referenceCode}</span> {finding.pinnedCopy.title}
        </p>
      ) : null}
      {finding.pinnedFacts ? (
        <p className="lt-2">
          {finding.pinnedFacts
            .map(({ label, value }) => `${label}${t('common.colon')}${value}`)
            .join(t('common.comma'))}
        </p>
      ) : null}
      {finding.reopensFindingId ? <p className="lt-3">{t('closure.reopened')}</p> : null}
      <p className="lt-3">
        {t(`inspection.document_${finding.documentCode}`)} {finding.documentNumber ?? ''}
      </p>
      {isDue ? <DeadlineText dueOn={finding.dueOn} withDate /> : null}
      <Attachments
        files={finding.photos}
        hrefOf={(file) =>
          downloadPath(slug, 'inspection.downloadPhoto', { findingId: finding.id, objectId: file.objectId })
        }
      />
      <FollowUp finding={finding} closure={closure} mayWrite={mayWrite} />
      {finding.state === 'draft' ? null : <Probes finding={finding} mayWrite={mayWrite} />}
      {finding.answers.length > 0 ? <Exchange answers={finding.answers} /> : null}
      {mayWrite ? <Buttons finding={finding} onEdit={onEdit} onAct={onAct} /> : null}
    </li>
  );
};

const Acts = ({ act, onClose }: { act: Act | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const n = act?.finding.number ?? 0;
  const accepted = act?.kind === 'accept';
  return (
    <>
      <Confirm
        open={act?.kind === 'withdraw'}
        onClose={onClose}
        title={t('inspection.withdrawTitle', { n })}
        effect={t('inspection.withdrawEffect')}
        act={t('inspection.withdraw')}
        onConfirm={async () => {
          await client.inspection.withdrawFinding.mutate({ findingId: act?.finding.id ?? '' });
          toast({ text: t('inspection.withdrawn') });
          revalidate();
        }}
      />
      <ReasonDrawer
        open={act?.kind === 'accept' || act?.kind === 'return'}
        onClose={onClose}
        title={t(accepted ? 'inspection.acceptTitle' : 'inspection.sendBackTitle', { n })}
        effect={t('inspection.verifyEffect')}
        label={t('inspection.verifyReason')}
        act={t(accepted ? 'inspection.accept' : 'inspection.sendBack')}
        onSubmit={async (reason, idempotencyKey) => {
          const input = { findingId: act?.finding.id ?? '', accepted, reason };
          await client.inspection.verifyFinding.mutate(input, { context: { idempotencyKey } });
          toast({ text: t(accepted ? 'inspection.accepted' : 'inspection.sentBack') });
          revalidate();
        }}
      />
    </>
  );
};

/** What was found, where each stands, what the unit answered, and what the inspector can do about it now. */
export const FindingList = ({ findings, closure, mayWrite, onEdit }: FindingListProps) => {
  const t = useText();
  const [act, setAct] = useState<Act | null>(null);
  return (
    <section aria-label={t('inspection.findings')}>
      <h2>{findings.length > 0 ? t('inspection.findingList', { n: findings.length }) : t('inspection.findingNone')}</h2>
      <ol>
        {findings.map((finding) => (
          <Item
            key={finding.id}
            finding={finding}
            closure={closure}
            mayWrite={mayWrite}
            onEdit={() => onEdit(finding)}
            onAct={setAct}
          />
        ))}
      </ol>
      <Acts act={act} onClose={() => setAct(null)} />
    </section>
  );
};

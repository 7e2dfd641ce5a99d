import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { TransferCheckView } from '@/server/domain/disposition/transfer';

interface TransferCheckProps {
  batchId: string;
  check: TransferCheckView;
  mayEdit: boolean;
}

const KINDS = { passed: 'done', open: 'attention', failed: 'failed' } as const;

/** 四性检测 of exactly this list: run it, look at it, write its result into the annex. */
export const TransferCheck = ({ batchId, check, mayEdit }: TransferCheckProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const canRun = useCan('digital.write');
  const run = () =>
    act(
      () =>
        client.digital.startFourProperty.mutate(
          { phase: 'transfer', scope: { kind: 'transfer', transferBatchId: batchId } },
          { context: { idempotencyKey: newIdempotencyKey() } },
        ),
      { done: t('fourProperty.started') },
    );
  const take = () =>
    act(() => client.disposition.takeCheckReport.mutate({ batchId }), { done: t('fourProperty.transferTaken') });
  return (
    <section className="lt-section" aria-labelledby="four-property">
      <div className="lt-section-head">
        <h2 id="four-property">{t('fourProperty.title')}</h2>
        <span className="lt-grow">
          {check ? (
            <Link to={`/w/${slug}/digital/checks/${check.runId}`}>
              <Status kind={check.verdict ? KINDS[check.verdict] : 'none'}>
                {check.verdict ? t(`fourProperty.verdict_${check.verdict}`) : t('fourProperty.verdictNone')}{' '}
                {t('fourProperty.transferFound', {
                  n: check.recordCount,
                  open: check.openCount,
                  failed: check.failedCount,
                })}
              </Status>
            </Link>
          ) : (
            <Status kind="none">{t('fourProperty.transferNever')}</Status>
          )}
        </span>
        {mayEdit && canRun ? (
          <Button busy={busy} onClick={() => void run()}>
            {t('fourProperty.transferRun')}
          </Button>
        ) : null}
        {mayEdit && check ? (
          <Button busy={busy} disabled={check.isTaken} onClick={() => void take()}>
            {check.isTaken ? t('fourProperty.transferTaken') : t('fourProperty.transferTake')}
          </Button>
        ) : null}
      </div>
      {check && check.notScanned > 0 ? (
        <p className="lt-note">{t('fourProperty.notScanned', { n: check.notScanned })}</p>
      ) : null}
    </section>
  );
};

import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { INTAKE_STATUS } from '@/app/features/disposition/disposition-labels';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { IntakeDetail } from '@/server/domain/disposition/intake';

/** The act that comes next; one that stopped may be decided again. */
export const IntakeHead = ({
  intake,
  onFinish,
  onReturn,
}: {
  intake: IntakeDetail;
  onFinish: () => void;
  onReturn: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const toast = useToast();
  const { act, busy } = useAct();
  const isReceiver = useCan('disposition.receive');
  const mayReceive = isReceiver && intake.state === 'pending_review';
  const acceptSound = () =>
    void act(async () => {
      const input = { intakeId: intake.id, which: 'sound' as const, decision: 'accepted' as const };
      const { decided, open } = await client.disposition.decideIntake.mutate(input);
      toast({
        text:
          open === 0 ? t('disposition.decided', { n: decided }) : t('disposition.decidedLeft', { n: decided, open }),
      });
    });
  const reopen = () =>
    void act(() => client.disposition.reopenIntake.mutate({ intakeId: intake.id }), {
      done: t('disposition.reopened'),
    });
  return (
    <PageHeader
      title={intake.title}
      lead={
        <>
          <Status kind={INTAKE_STATUS[intake.state]}>{t(`disposition.intake_${intake.state}`)}</Status>
          {[
            intake.batchNumber,
            t('disposition.round', { n: intake.round }),
            t('disposition.decisionsLine', intake.decisions),
          ]
            .map((words) => `${t('common.comma')}${words}`)
            .join('')}
        </>
      }
      actions={
        <>
          <a
            className="lt-btn"
            href={downloadPath(slug, 'disposition.downloadIntakeDeed', { intakeId: intake.id })}
            download
          >
            <Icon name="print" />
            <span>{t('disposition.downloadDeed')}</span>
          </a>
          {intake.accessionId ? (
            <Link className="lt-btn" to={`/w/${slug}/accessions/${intake.accessionId}`}>
              {t('disposition.openAccession')}
            </Link>
          ) : null}
          {mayReceive && intake.decisions.open > 0 ? (
            <Button look="primary" icon="check" busy={busy} onClick={acceptSound}>
              {t('disposition.acceptSound')}
            </Button>
          ) : null}
          {mayReceive && intake.decisions.open === 0 ? (
            <Button look="primary" icon="inbox" onClick={onFinish}>
              {t('disposition.finish')}
            </Button>
          ) : null}
          {isReceiver && intake.state === 'accepting' ? (
            <Button busy={busy} onClick={reopen}>
              {t('disposition.reopen')}
            </Button>
          ) : null}
          {isReceiver && intake.state === 'failed' ? (
            <Button look="primary" onClick={onReturn}>
              {t('disposition.returnDelivery')}
            </Button>
          ) : null}
        </>
      }
    />
  );
};

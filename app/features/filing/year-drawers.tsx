import { Link } from '@remix-run/react';
import { Button, ButtonLink } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanView } from '@/server/domain/filing/filing-plan';

interface CloseProps {
  plan: PlanView;
  onClose: () => void;
  onDone: () => void;
}

/** What waits in the inbox belongs to the year: it is decided first. */
const InboxFirst = ({ plan, onClose }: Pick<CloseProps, 'plan' | 'onClose'>) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('filing.closePlan')}
      foot={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <ButtonLink look="primary" icon="inbox" to={`/w/${slug}/filing/inbox`}>
            {t('filing.closeToInbox')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('filing.closeInbox', { n: plan.totals.handedIn })}</p>
    </Dialog>
  );
};

/** The newest check of the year, and the way to a new one. */
export const YearCheck = ({ plan }: { plan: PlanView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { checkedOn, checkErrors } = plan.holdings;
  return (
    <>
      {checkErrors === null
        ? t('filing.notChecked')
        : t('filing.checkErrors', { n: checkErrors, date: checkedOn ?? '' })}{' '}
      <Link to={`/w/${slug}/checks?new=1&year=${plan.year}`}>{t('filing.checkYear')}</Link>
    </>
  );
};

/** 年度归档办结: says what it does, in numbers, before it is done. A year with gaps asks for a note. */
export const CloseDrawer = ({ plan, onClose, onDone }: CloseProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const missing = plan.lines.filter((line) => line.accepted < line.expectedCount);
  const { filed } = plan.holdings;
  if (plan.totals.handedIn > 0) return <InboxFirst plan={plan} onClose={onClose} />;
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={onClose}
      title={t('filing.closePlan')}
      submitLabel={t('filing.closePlan')}
      fieldLabels={{ note: t('filing.closeNote') }}
      onSubmit={async ({ note }) => {
        await client.filing.closePlan.mutate({ year: plan.year, rowVersion: plan.plan?.rowVersion ?? 1, note });
        onDone();
      }}
    >
      <p className="lt-reason-effect">{t('filing.closeEffect')}</p>
      <FactList
        facts={[
          [t('filing.filedPieces'), formatNumber(filed)],
          [
            t('filing.accepted'),
            t('filing.progressOf', { accepted: plan.totals.accepted, expected: plan.totals.expected }),
          ],
          [t('filing.closeMissing'), missing.map((line) => line.kind).join(t('common.list')) || t('common.none')],
          [t('filing.checkResult'), <YearCheck key="check" plan={plan} />],
        ]}
      />
      <FormField name="note" label={t('filing.closeNote')} required={missing.length > 0 || filed === 0}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 报送进度: hands the year up as it stands. */
export const ReleaseDrawer = (props: { year: number; onClose: () => void; onDone: (names: string) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={props.onClose}
      title={t('filing.releaseTitle')}
      submitLabel={t('filing.release')}
      fieldLabels={{ note: t('filing.releaseNote') }}
      onSubmit={async ({ note }, idempotencyKey) => {
        const { to } = await client.filing.releaseYear.mutate(
          { year: props.year, note },
          { context: { idempotencyKey } },
        );
        props.onDone(to.join(t('common.list')));
      }}
    >
      <p className="lt-reason-effect">{t('filing.releaseEffect')}</p>
      <FormField name="note" label={t('filing.releaseNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 重新打开 of a closed year. The reason goes up with it. */
export const ReopenDrawer = (props: { plan: PlanView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { plan } = props;
  return (
    <ReasonDrawer
      open
      onClose={props.onClose}
      title={t('filing.reopen')}
      effect={t('filing.reopenEffect')}
      label={t('filing.reopenReason')}
      act={t('filing.reopen')}
      onSubmit={async (reason) => {
        await client.filing.reopenPlan.mutate({ year: plan.year, rowVersion: plan.plan?.rowVersion ?? 1, reason });
        props.onDone();
      }}
    />
  );
};

import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CourseSessionDetailView } from '@/server/domain/training/course-session';

/** What follows a session that was held: certificates; and before it, a word to those who are silent. */
export const SessionFollowUp = ({ session }: { session: CourseSessionDetailView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const [issuing, setIssuing] = useState(false);
  const sessionId = session.id;
  if (session.state === 'cancelled') return null;
  if (session.state !== 'held') {
    const remind = async () => {
      const { units } = await client.enrolment.remind.mutate({ sessionId });
      toast({ text: t('training.reminded', { n: units }) });
    };
    return session.invitations.length > 0 ? (
      <Button icon="bell" busy={busy} onClick={() => void act(remind)}>
        {t('training.remind')}
      </Button>
    ) : null;
  }
  const print = async () => {
    const { certificates } = await client.certificates.print.mutate({ sessionId });
    toast({ text: t('hours.printAsked', { n: certificates }) });
  };
  return (
    <>
      <Button icon="cap" look="primary" onClick={() => setIssuing(true)}>
        {t('hours.issueCertificates')}
      </Button>
      <Button icon="print" busy={busy} onClick={() => void act(print)}>
        {t('hours.print')}
      </Button>
      <FormDrawer<{ validUntil: string }>
        open={issuing}
        onClose={() => setIssuing(false)}
        title={t('hours.issueCertificates')}
        submitLabel={t('hours.issueCertificates')}
        initialValues={{ validUntil: '' }}
        fieldLabels={{ validUntil: t('hours.validUntil') }}
        onSubmit={async ({ validUntil }, idempotencyKey) => {
          const input = { sessionId, validUntil: validUntil || null };
          const { issued, notPassed } = await client.certificates.issue.mutate(input, { context: { idempotencyKey } });
          const told =
            notPassed > 0
              ? t('hours.issuedNotPassed', { n: issued, m: notPassed })
              : t('hours.issuedCertificates', { n: issued });
          toast({ text: told });
          revalidate();
        }}
      >
        <p className="lt-2">{t('hours.issueEffect')}</p>
        <FormField name="validUntil" label={t('hours.validUntil')} help={t('hours.validUntilHelp')}>
          <input className="lt-input" type="date" />
        </FormField>
      </FormDrawer>
    </>
  );
};

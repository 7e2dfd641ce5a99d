import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

/** 发培训评价 of a session that was held: a questionnaire without names to the units that were invited. */
export const EvaluateSession = ({ sessionId }: { sessionId: string }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [open, setOpen] = useState(false);
  const label = t('exam.evaluateUntil');
  return (
    <>
      <Button icon="send" onClick={() => setOpen(true)}>
        {t('exam.evaluate')}
      </Button>
      <FormDrawer<{ closesOn: string }>
        open={open}
        onClose={() => setOpen(false)}
        title={t('exam.evaluate')}
        submitLabel={t('exam.evaluate')}
        fieldLabels={{ closesOn: label }}
        onSubmit={async ({ closesOn }, idempotencyKey) => {
          const input = { sessionId, closesOn };
          const { id, units } = await client.exam.evaluateSession.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('exam.evaluated', { n: units }) });
          navigate(`/w/${slug}/questionnaires/${id}`);
        }}
      >
        <p className="lt-note">{t('exam.evaluateEffect')}</p>
        <FormField name="closesOn" label={label} required>
          <input className="lt-input" type="date" min={today} />
        </FormField>
      </FormDrawer>
    </>
  );
};

import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { CheckList } from '@/app/features/inspection/check-list';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { NominationView } from '@/server/domain/talent/talent';

interface VoteDrawerProps {
  /** Nominations that nobody has decided or voted on. */
  open: readonly NominationView[];
  onClose: () => void;
  onDone: () => void;
}

/** 发起投票: the units are asked whom they would choose. */
export const VoteDrawer = ({ open, onClose, onDone }: VoteDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const labels = {
    title: t('talent.voteTitle'),
    dispatchIds: t('talent.candidates'),
    closesOn: t('talent.closesOn'),
  };
  const choices = open.map((one) => ({
    value: one.dispatchId,
    label: `${one.personName}（${one.subjectName}，${t(`talent.scheme_${one.scheme}`)}）`,
  }));
  return (
    <FormDrawer<{ title: string; dispatchIds?: string[]; closesOn: string }>
      open
      onClose={onClose}
      title={t('talent.openVote')}
      submitLabel={t('talent.openVote')}
      fieldLabels={labels}
      initialValues={{ dispatchIds: [] }}
      onSubmit={async ({ dispatchIds = [], ...values }, idempotencyKey) => {
        const input = { ...values, dispatchIds };
        const { units } = await client.talent.openVote.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('talent.voteOpened', { n: units }) });
        onDone();
      }}
    >
      <p className="lt-note">{t('talent.voteEffect')}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="dispatchIds" label={labels.dispatchIds} required group>
        <CheckList label={labels.dispatchIds} choices={choices} />
      </FormField>
      <FormField name="closesOn" label={labels.closesOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
    </FormDrawer>
  );
};

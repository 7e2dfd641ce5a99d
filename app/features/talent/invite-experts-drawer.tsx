import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExpertDrawView } from '@/server/domain/talent/expert-draw';

interface InviteValues {
  meetsOn: string;
  replyBy: string;
  place?: string;
  words?: string;
}

interface InviteExpertsDrawerProps {
  draw: ExpertDrawView;
  onClose: () => void;
  onDone: () => void;
}

/** 邀请专家: when and where; whom is said by the draw. */
export const InviteExpertsDrawer = ({ draw, onClose, onDone }: InviteExpertsDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const today = useToday();
  const labels = {
    meetsOn: t('talent.meetsOn'),
    replyBy: t('talent.replyBy'),
    place: t('talent.place'),
    words: t('talent.inviteWords'),
  };
  return (
    <FormDrawer<InviteValues>
      open
      onClose={onClose}
      title={t('talent.invite')}
      submitLabel={t('talent.invite')}
      fieldLabels={labels}
      onSubmit={async ({ meetsOn, replyBy, place, words }, idempotencyKey) => {
        const input = { drawId: draw.id, meetsOn, replyBy, place: place || undefined, words: words || undefined };
        toast({
          text: t('talent.invited', await client.talent.inviteExperts.mutate(input, { context: { idempotencyKey } })),
        });
        onDone();
      }}
    >
      <p className="lt-note">{t('talent.inviteEffect')}</p>
      <FormField name="meetsOn" label={labels.meetsOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="replyBy" label={labels.replyBy} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="place" label={labels.place}>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="words" label={labels.words}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

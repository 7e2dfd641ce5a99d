import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExhibitionOption, ExhibitionTextDetail } from '@/server/domain/exhibition/exhibition-text';

const Words = ({ label }: { label: string }) => (
  <FormField name="words" label={label} required>
    <textarea className="lt-input lt-textarea" rows={12} maxLength={20_000} />
  </FormField>
);

interface DraftValues {
  title: string;
  place?: string;
  exhibitionId?: string;
  words: string;
}

interface DraftTextProps {
  exhibitions: readonly ExhibitionOption[];
  onClose: () => void;
  onDone: (textId: string) => void;
}

/** 起草文稿. */
export const DraftTextDrawer = ({ exhibitions, onClose, onDone }: DraftTextProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    title: t('exhibition.textTitle'),
    place: t('exhibition.place'),
    exhibitionId: t('exhibition.exhibition'),
    words: t('exhibition.words'),
  };
  return (
    <FormDrawer<DraftValues>
      open
      onClose={onClose}
      title={t('exhibition.draft')}
      width={640}
      fieldLabels={labels}
      initialValues={{ exhibitionId: '' }}
      onSubmit={async ({ exhibitionId, place, ...values }, idempotencyKey) => {
        const input = { ...values, place: place || undefined, exhibitionId: exhibitionId || undefined };
        const { textId } = await client.exhibition.draft.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('exhibition.drafted') });
        onDone(textId);
      }}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="exhibitionId" label={labels.exhibitionId}>
          <select className="lt-select">
            <option value="">{t('exhibition.noExhibition')}</option>
            {exhibitions.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="place" label={labels.place}>
          <input className="lt-input" maxLength={100} autoComplete="off" />
        </FormField>
      </div>
      <Words label={labels.words} />
    </FormDrawer>
  );
};

interface StepProps {
  text: ExhibitionTextDetail;
  onClose: () => void;
  onDone: () => void;
}

/** 修改: the next version, beginning with the words of this one. */
export const ReviseTextDrawer = ({ text, onClose, onDone }: StepProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { words: t('exhibition.words') };
  return (
    <FormDrawer<{ words: string }>
      open
      onClose={onClose}
      title={t('exhibition.revise')}
      width={640}
      fieldLabels={labels}
      initialValues={{ words: text.words }}
      onSubmit={async ({ words }) => {
        await client.exhibition.revise.mutate({ textId: text.id, rowVersion: text.rowVersion, words });
        toast({ text: t('exhibition.revised', { n: text.version + 1 }) });
        onDone();
      }}
    >
      <p className="lt-note">{t('exhibition.reviseEffect', { n: text.version + 1 })}</p>
      <Words label={labels.words} />
    </FormDrawer>
  );
};

const Opinion = ({ label }: { label: string }) => {
  const isTaken = Form.useWatch('verdict') !== 'return';
  return (
    <FormField name="opinion" label={label} required={!isTaken}>
      <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
    </FormField>
  );
};

/** 核对 or 审定: taken, or returned with what is to be mended. */
export const DecideTextDrawer = ({ text, act, onClose, onDone }: StepProps & { act: 'check' | 'approve' }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { verdict: t('exhibition.verdict'), opinion: t('exhibition.opinion') };
  return (
    <FormDrawer<{ verdict: 'take' | 'return'; opinion?: string }>
      open
      onClose={onClose}
      title={t(`exhibition.act_${act}`)}
      width={560}
      fieldLabels={labels}
      initialValues={{ verdict: 'take' }}
      onSubmit={async ({ verdict, opinion }) => {
        await client.exhibition[act].mutate({
          textId: text.id,
          rowVersion: text.rowVersion,
          isTaken: verdict === 'take',
          opinion: opinion || undefined,
        });
        toast({ text: t(verdict === 'take' ? `exhibition.done_${act}` : 'exhibition.done_return') });
        onDone();
      }}
    >
      <p className="lt-note">{t(`exhibition.effect_${act}`)}</p>
      <FormField name="verdict" label={labels.verdict} required>
        <select className="lt-select">
          <option value="take">{t(`exhibition.take_${act}`)}</option>
          <option value="return">{t('exhibition.act_return')}</option>
        </select>
      </FormField>
      <Opinion label={labels.opinion} />
    </FormDrawer>
  );
};

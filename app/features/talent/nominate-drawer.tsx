import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { TALENT_SCHEMES, type TalentScheme } from '@/server/domain/talent/talent-vocabulary';

const MOST_FILES = 9;

interface NominateValues {
  scheme: TalentScheme;
  personName: string;
  post: string;
  jobTitle?: string;
  workUnit?: string;
  merits: string;
  files?: UploadedFile[];
}

/** 推荐 of one person to the office above. */
export const NominateDrawer = ({ onClose, onDone }: { onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const labels = {
    scheme: t('talent.scheme'),
    personName: t('talent.person'),
    post: t('talent.post'),
    jobTitle: t('talent.jobTitle'),
    workUnit: t('talent.workUnit'),
    merits: t('talent.merits'),
  };
  return (
    <FormDrawer<NominateValues>
      open
      onClose={onClose}
      title={t('talent.nominate')}
      submitLabel={t('talent.nominate')}
      fieldLabels={labels}
      initialValues={{ scheme: 'expert' }}
      onSubmit={async ({ files = [], jobTitle, workUnit, ...values }, idempotencyKey) => {
        const given = { jobTitle: jobTitle || undefined, workUnit: workUnit || undefined };
        const input = { ...values, ...given, objectIds: files.map((file) => file.id) };
        await client.talent.nominate.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('talent.nominated') });
        onDone();
      }}
    >
      <p className="lt-note">{t('talent.nominateEffect')}</p>
      <FormField name="scheme" label={labels.scheme} required>
        <select className="lt-select">
          {TALENT_SCHEMES.map((scheme) => (
            <option key={scheme} value={scheme}>
              {t(`talent.scheme_${scheme}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="personName" label={labels.personName} required>
        <input className="lt-input" maxLength={30} />
      </FormField>
      <FormField name="workUnit" label={labels.workUnit} help={t('talent.workUnitHelp')}>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="post" label={labels.post} required>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="jobTitle" label={labels.jobTitle} help={t('talent.jobTitleHelp')}>
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="merits" label={labels.merits} required help={t('talent.meritsHelp')}>
        <textarea className="lt-input lt-textarea" rows={6} maxLength={2000} />
      </FormField>
      <FormField name="files" label={t('talent.files')} group>
        <PhotoInput
          slug={slug}
          label={t('talent.files')}
          most={MOST_FILES}
          accept="image/png,image/jpeg,image/webp,application/pdf"
        />
      </FormField>
    </FormDrawer>
  );
};

import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { IntakeDetail, IntakeItemView } from '@/server/domain/disposition/intake';
import { isAppErrorCode } from '@/server/domain/shared/app-error';

/** Why it is not finished, whether anything was done, and what to do. */
export const IntakeNote = ({ intake }: { intake: IntakeDetail }) => {
  const t = useText();
  const locale = useLocale();
  if (intake.state === 'accepting') return <p className="lt-note lt-note-info">{t('disposition.acceptingNote')}</p>;
  if (intake.state === 'failed') return <p className="lt-note lt-note-failed">{t('disposition.failedNote')}</p>;
  if (intake.state !== 'pending_review') return null;
  if (intake.stoppedCount > 0)
    return (
      <p className="lt-note lt-note-attention" role="status">
        {t('disposition.stoppedNote', { n: intake.stoppedCount })}
      </p>
    );
  if (!isAppErrorCode(intake.errorCode)) return null;
  const { what, next } = errorText(intake.errorCode, locale);
  return (
    <p className="lt-note lt-note-attention" role="status">
      {t('disposition.stoppedWhole', { what, next })}
    </p>
  );
};

interface GiveCodeDrawerProps {
  intakeId: string;
  item: IntakeItemView | null;
  onClose: () => void;
}

/** 另给档号: empty, the record keeps its own. */
export const GiveCodeDrawer = ({ intakeId, item, onClose }: GiveCodeDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ code?: string }>
      open={item !== null}
      onClose={onClose}
      title={t('disposition.giveCode')}
      initialValues={{ code: item?.givenCode ?? '' }}
      fieldLabels={{ code: t('disposition.archivesCode') }}
      onSubmit={async ({ code }) => {
        const given = await client.disposition.giveIntakeCode.mutate({
          intakeId,
          itemId: item?.originItemId ?? '',
          code,
        });
        toast({ text: given.code ? t('disposition.codeGiven', { code: given.code }) : t('disposition.codeOwn') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('disposition.giveCodeText', { code: item?.referenceCode ?? '' })}</p>
      <FormField name="code" label={t('disposition.archivesCode')}>
        <input className="lt-input" maxLength={100} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};

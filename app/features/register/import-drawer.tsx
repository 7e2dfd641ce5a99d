import { useNavigate } from '@remix-run/react';
import { Form } from 'antd';
import { useState } from 'react';
import { Dropzone } from '@/app/components/dropzone';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf } from '@/app/lib/trpc';
import { type UploadedFile, uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { headingOf } from '@/server/domain/register/register-cells';
import { fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import { inWords, languageOf } from './register-words';

const FILES = '.csv,.txt,.xlsx,.xls,.dbf';

interface FileFieldProps {
  value?: UploadedFile;
  onChange?: (file: UploadedFile) => void;
}

/** The file travels as soon as it is dropped; sending the form then takes no time. */
const FileField = ({ value, onChange }: FileFieldProps) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const take = async ([file]: readonly File[]) => {
    if (!file) {
      return;
    }
    setBusy(true);
    setFailed(null);
    try {
      onChange?.(await uploadFile(slug, file, { asItIs: true }));
    } catch (error) {
      const { code } = failureOf(error);
      setFailed(code ? errorText(code, locale).what : t('form.unknownOutcome'));
    }
    setBusy(false);
  };
  return (
    <>
      <Dropzone
        busy={busy}
        status={value ? value.fileName : t('register.importDrop')}
        help={t('register.importHelp')}
        choose={t('register.importChoose')}
        accept={FILES}
        onFiles={(files) => void take(files)}
      />
      {failed ? (
        <p className="lt-field-error" role="alert">
          {failed}
        </p>
      ) : null}
    </>
  );
};

interface ImportDrawerProps {
  definition: RegisterDefinition;
  open: boolean;
  onClose: () => void;
}

type Values = { file?: UploadedFile } & Record<string, unknown>;

/** A file of a logger or of another program: it is read by a job, and what could not be entered is said row by row. */
export const ImportDrawer = ({ definition, open, onClose }: ImportDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const fixed = (definition.fixedInFile ?? []).map((key) => fieldNamed(definition, key));
  const label = t('register.importFile');
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      width={560}
      title={t('register.importTitle', { name: inWords(definition.name, locale) })}
      submitLabel={t('register.importStart')}
      fieldLabels={{ file: label, objectId: label }}
      onSubmit={async ({ file, ...said }, idempotencyKey) => {
        const { importId } = await client.register.startImport.mutate(
          {
            code: definition.code,
            objectId: file?.id ?? '',
            fixed: Object.fromEntries(
              fixed.flatMap(({ key }) => (said[key] ? [[key, String(said[key])] as const] : [])),
            ),
          },
          { context: { idempotencyKey } },
        );
        navigate(`/w/${slug}/registers/imports/${importId}`);
      }}
    >
      <Form.Item name="file" rules={[{ required: true, message: t('register.importMissing') }]}>
        <FileField />
      </Form.Item>
      {fixed.map((field) => (
        <FormField
          key={field.key}
          name={field.key}
          label={headingOf(field, languageOf(locale))}
          help={t('register.importFixed')}
        >
          <input className="lt-input" maxLength={field.kind === 'text' ? field.max : 40} autoComplete="off" />
        </FormField>
      ))}
    </FormDrawer>
  );
};

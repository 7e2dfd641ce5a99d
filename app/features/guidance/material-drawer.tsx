import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace } from '@/app/lib/workspace';
import { MATERIAL_KINDS, type MaterialKind } from '@/server/domain/guidance/guidance-vocabulary';
import { SIMPLE_TEMPLATES } from '@/server/domain/guidance/simple-templates';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

const MOST_FILES = 9;
const ACCEPT = 'image/*,application/pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.zip,.mp4';

export interface MaterialValues {
  kind: MaterialKind;
  title: string;
  words: string;
  files?: UploadedFile[];
  unitTenantIds: number[];
}

interface MaterialDrawerProps {
  units: readonly KnownUnitView[];
  /** The material whose next version it is; none for a new one. */
  revised: { words: string; unitTenantIds: number[] } | null;
  onClose: () => void;
  onSubmit: (values: MaterialValues, idempotencyKey: string) => Promise<void>;
}

/** Words to start from, for those who keep their records at home or in a village. */
const Templates = () => {
  const t = useText();
  const form = Form.useFormInstance<MaterialValues>();
  return (
    <div>
      <p className="lt-3">{t('guidance.fromTemplate')}</p>
      <ul className="lt-act-chips">
        {SIMPLE_TEMPLATES.map(({ code, kind, title, words }) => (
          <li key={code}>
            <button type="button" className="lt-act-chip" onClick={() => form.setFieldsValue({ kind, title, words })}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** 下发资料, or its next version. */
export const MaterialDrawer = ({ units, revised, onClose, onSubmit }: MaterialDrawerProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const title = t(revised ? 'guidance.reviseMaterial' : 'guidance.publishMaterial');
  const labels = {
    kind: t('guidance.materialKind'),
    title: t('guidance.materialTitle'),
    words: t('guidance.materialWords'),
    unitTenantIds: t('guidance.recipients'),
  };
  return (
    <FormDrawer<MaterialValues>
      open
      onClose={onClose}
      title={title}
      submitLabel={t('guidance.send')}
      fieldLabels={labels}
      initialValues={{ kind: 'template', files: [], unitTenantIds: [], ...revised }}
      width={560}
      onSubmit={onSubmit}
    >
      <p className="lt-note">{t(revised ? 'guidance.reviseEffect' : 'guidance.publishMaterialEffect')}</p>
      {revised ? null : (
        <>
          <Templates />
          <FormField name="kind" label={labels.kind} required>
            <select className="lt-select">
              {MATERIAL_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`guidance.material_${kind}`)}
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="title" label={labels.title} required>
            <input className="lt-input" maxLength={100} />
          </FormField>
        </>
      )}
      <FormField name="words" label={labels.words} required>
        <textarea className="lt-input lt-textarea" rows={8} maxLength={8000} />
      </FormField>
      <FormField name="files" label={t('guidance.files')} group>
        <PhotoInput slug={slug} label={t('guidance.files')} most={MOST_FILES} accept={ACCEPT} />
      </FormField>
      <FormField
        name="unitTenantIds"
        label={labels.unitTenantIds}
        required
        rules={[{ type: 'array', min: 1, message: t('form.fieldRequired', { label: labels.unitTenantIds }) }]}
      >
        <UnitPicker units={units} label={labels.unitTenantIds} />
      </FormField>
    </FormDrawer>
  );
};

import { useState } from 'react';
import { Dropzone } from '@/app/components/dropzone';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { CourseView, MaterialView } from '@/server/domain/training/course';
import {
  type CourseKind,
  type CourseMode,
  KNOWLEDGE_KINDS,
  type KnowledgeKind,
  MATERIAL_KINDS,
  type MaterialKind,
} from '@/server/domain/training/course-vocabulary';
import { KindAndMode } from './session-fields';
import { UnitPicker } from './unit-picker';

interface CourseValues {
  title: string;
  series: string;
  summary: string;
  kind: CourseKind;
  mode: CourseMode;
  knowledge: KnowledgeKind;
}

/** A new course, or a change of one. */
export const CourseDrawer = (props: {
  open: boolean;
  course: CourseView | null;
  series: readonly string[];
  onClose: () => void;
  onDone: (courseId: string) => void;
}) => {
  const { course, series } = props;
  const t = useText();
  const client = useWorkspaceClient();
  const initial: CourseValues = course
    ? { ...course, series: course.series ?? '', summary: course.summary ?? '' }
    : { title: '', series: '', summary: '', kind: 'business_study', mode: 'online', knowledge: 'professional' };
  return (
    <FormDrawer<CourseValues>
      open={props.open}
      onClose={props.onClose}
      title={t(course ? 'course.edit' : 'course.create')}
      initialValues={initial}
      fieldLabels={{ title: t('course.name'), series: t('course.series') }}
      onSubmit={async ({ title, series: of, summary, kind, mode, knowledge }, idempotencyKey) => {
        const input = { title, series: of, summary, kind, mode, knowledge };
        const which = { courseId: course?.id, rowVersion: course?.rowVersion ?? 0 };
        const { id } = await client.courses.save.mutate({ ...input, ...which }, { context: { idempotencyKey } });
        props.onDone(id);
      }}
    >
      <FormField name="title" label={t('course.name')} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="series" label={t('course.series')} help={t('course.seriesHelp')}>
        <input className="lt-input" maxLength={60} list="course-series" />
      </FormField>
      <datalist id="course-series">
        {series.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <KindAndMode labels={{ kind: t('course.kind'), mode: t('course.mode') }} />
      <FormField name="knowledge" label={t('course.knowledge')} required>
        <select className="lt-select">
          {KNOWLEDGE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`course.knowledge_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="summary" label={t('course.summary')}>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};

/** One file, on its way as soon as it is chosen. The form around it gives value and onChange. */
export const FileField = ({
  now,
  value,
  onChange,
  accept,
}: {
  now: string | null;
  value?: string;
  onChange?: (objectId: string | undefined) => void;
  accept?: string;
}) => {
  const t = useText();
  const toast = useToast();
  const { slug } = useWorkspace().tenant;
  const [busy, setBusy] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      const stored = await uploadFile(slug, file, { asItIs: true });
      setName(stored.fileName);
      onChange?.(stored.id);
    } catch {
      toast({ text: t('course.fileFailed'), kind: 'fail' });
    } finally {
      setBusy(false);
    }
  };
  const status = busy
    ? t('course.fileUploading')
    : value && name
      ? t('course.fileChosen', { name })
      : now
        ? t('course.fileNow', { name: now })
        : t('course.file');
  return (
    <Dropzone
      busy={busy}
      status={status}
      help={t('course.fileHelp')}
      choose={t('course.chooseFile')}
      accept={accept}
      onFiles={([file]) => void take(file)}
    />
  );
};

interface MaterialValues {
  title: string;
  kind: MaterialKind;
  neededMinutes: string | number;
  hours: string | number;
  note: string;
  objectId?: string;
}

/** A new material, or a new version of one. */
export const MaterialDrawer = (props: {
  open: boolean;
  courseId: string;
  material: MaterialView | null;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { courseId, material } = props;
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<MaterialValues>
      open={props.open}
      onClose={props.onClose}
      title={t(material ? 'course.editMaterial' : 'course.addMaterial')}
      initialValues={
        material
          ? { ...material, note: '', objectId: undefined }
          : { title: '', kind: 'courseware', neededMinutes: 30, hours: 1, note: '' }
      }
      fieldLabels={{ title: t('course.materialName'), objectId: t('course.file') }}
      onSubmit={async ({ title, kind, neededMinutes, hours, note, objectId }, idempotencyKey) => {
        const which = { courseId, materialId: material?.id, rowVersion: material?.rowVersion ?? 0 };
        const numbers = { neededMinutes: Number(neededMinutes), hours: Number(hours) };
        const input = { ...which, ...numbers, title, kind, note, objectId };
        await client.courses.saveMaterial.mutate(input, { context: { idempotencyKey } });
        props.onDone();
      }}
    >
      <FormField name="title" label={t('course.materialName')} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="kind" label={t('course.materialKind')} required>
        <select className="lt-select">
          {MATERIAL_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`course.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="objectId" label={t('course.file')} required={material === null}>
        <FileField now={material?.fileName ?? null} />
      </FormField>
      <FormField name="neededMinutes" label={t('course.neededMinutes')} required help={t('course.neededMinutesHelp')}>
        <input className="lt-input" type="number" min={1} max={600} step={1} inputMode="numeric" />
      </FormField>
      <FormField name="hours" label={t('course.hours')} required help={t('course.hoursHelp')}>
        <input className="lt-input" type="number" min={0} max={100} step={0.5} inputMode="decimal" />
      </FormField>
      <FormField name="note" label={t('course.note')} help={t('course.noteHelp')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

/** To whom the newest version goes. */
export const IssueDrawer = (props: {
  material: MaterialView | null;
  units: readonly KnownUnitView[];
  onClose: () => void;
  onDone: (issued: { version: number; sent: number }) => void;
}) => {
  const { material, units } = props;
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ unitTenantIds: number[] }>
      open={material !== null}
      onClose={props.onClose}
      title={t('course.issueTitle')}
      submitLabel={t('course.issue')}
      initialValues={{ unitTenantIds: units.map((unit) => unit.tenantId) }}
      fieldLabels={{ unitTenantIds: t('course.issueUnits') }}
      onSubmit={async ({ unitTenantIds }, idempotencyKey) => {
        const input = { materialId: material?.id ?? '', rowVersion: material?.rowVersion ?? 0, unitTenantIds };
        props.onDone(await client.courses.issueMaterial.mutate(input, { context: { idempotencyKey } }));
      }}
    >
      <FormField name="unitTenantIds" label={t('course.issueUnits')} help={t('course.issueHelp')} group>
        <UnitPicker units={units} label={t('course.issueUnits')} />
      </FormField>
    </FormDrawer>
  );
};

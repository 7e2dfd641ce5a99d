import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { RATING_KINDS, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import type { ProjectView, SaveProjectInput } from '@/server/domain/assessment/creation';
import { CREATION_STEPS, MOST_STEP_FILES } from '@/server/domain/assessment/creation-words';
import type { SelfCheckRowView } from '@/server/domain/inspection/self-check';
import { LevelField } from './level-field';

interface TargetValues {
  ratingKind: RatingKind;
  level: string;
  title: string;
  targetOn: string;
  ownerName: string;
  basis?: string;
}

/** The levels of the kind that is chosen. */
const TargetLevel = () => {
  const t = useText();
  const kind = (Form.useWatch('ratingKind') ?? 'business') as RatingKind;
  return <LevelField kind={kind} name="level" label={t('creation.level')} required />;
};

interface NewProps {
  today: string;
  onClose: () => void;
  onDone: (projectId: string) => void;
}

/** 新建创建计划: the target, by when, and who answers; the usual steps are put in to be changed. */
export const NewProjectDrawer = ({ today, onClose, onDone }: NewProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const labels = {
    ratingKind: t('rating.kind'),
    level: t('creation.level'),
    title: t('creation.project'),
    targetOn: t('creation.targetOn'),
    ownerName: t('creation.owner'),
    basis: t('creation.basis'),
  };
  return (
    <FormDrawer<TargetValues>
      open
      onClose={onClose}
      title={t('creation.new')}
      fieldLabels={labels}
      initialValues={{ ratingKind: 'business' }}
      onSubmit={async ({ ownerName, basis, ...target }, idempotencyKey) => {
        const steps = CREATION_STEPS.map((title, at) => ({
          code: `S${at + 1}`,
          title,
          ownerName,
          dueOn: target.targetOn,
        }));
        const input = { ...target, basis: basis ?? '', rowVersion: 0, steps };
        const { id } = await client.creation.save.mutate(input, { context: { idempotencyKey } });
        onDone(id);
      }}
    >
      <p className="lt-note">{t('creation.newEffect')}</p>
      <FormField name="ratingKind" label={labels.ratingKind} required>
        <select className="lt-select">
          {RATING_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`rating.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <TargetLevel />
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="targetOn" label={labels.targetOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="ownerName" label={labels.ownerName} required>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="basis" label={labels.basis}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};

type Step = ProjectView['steps'][number];

/** What is sent when anything of a project changes: the whole of it, over the version that was seen. */
export const inputOf = (project: ProjectView, change: Partial<SaveProjectInput> = {}) => ({
  projectId: project.id,
  rowVersion: project.rowVersion,
  ratingKind: project.ratingKind,
  level: project.level,
  title: project.title,
  basis: project.basis,
  targetOn: project.targetOn,
  selfCheckId: project.selfTest?.id ?? null,
  steps: project.steps.map(({ files, ...step }) => ({ ...step, objectIds: files.map((file) => file.objectId) })),
  ...change,
});

interface StepValues {
  title: string;
  ownerName: string;
  dueOn: string;
  doneOn?: string;
  note?: string;
  files?: UploadedFile[];
}

interface StepProps {
  project: ProjectView;
  /** Null for a new one. */
  step: Step | null;
  today: string;
  onClose: () => void;
}

const nextCode = (steps: readonly Step[]): string =>
  `S${Math.max(0, ...steps.map((step) => Number(step.code.slice(1)))) + 1}`;

/** One step: who, by when, whether it is done, and the evidence of it. */
export const StepDrawer = ({ project, step, today, onClose }: StepProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const labels = {
    title: t('creation.step'),
    ownerName: t('creation.owner'),
    dueOn: t('creation.dueOn'),
    doneOn: t('creation.doneOn'),
    note: t('creation.note'),
    files: t('creation.evidence'),
  };
  const initial: Partial<StepValues> = step
    ? {
        title: step.title,
        ownerName: step.ownerName,
        dueOn: step.dueOn,
        note: step.note,
        files: step.files.map(({ objectId, ...file }) => ({ ...file, id: objectId })),
        ...(step.doneOn ? { doneOn: step.doneOn } : {}),
      }
    : { dueOn: project.targetOn };
  return (
    <FormDrawer<StepValues>
      open
      onClose={onClose}
      title={step ? t('creation.editStep') : t('creation.addStep')}
      fieldLabels={labels}
      initialValues={initial}
      onSubmit={async ({ files = [], doneOn, note, ...values }, idempotencyKey) => {
        const kept = inputOf(project);
        const said = {
          ...values,
          code: step?.code ?? nextCode(project.steps),
          doneOn: doneOn || null,
          note: note ?? '',
          objectIds: files.map((file) => file.id),
        };
        const steps = step ? kept.steps.map((one) => (one.code === step.code ? said : one)) : [...kept.steps, said];
        await client.creation.save.mutate({ ...kept, steps }, { context: { idempotencyKey } });
        toast({ text: t('creation.saved') });
        revalidate();
      }}
    >
      <FormField name="title" label={labels.title} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
      </FormField>
      <FormField name="ownerName" label={labels.ownerName} required>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="dueOn" label={labels.dueOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="doneOn" label={labels.doneOn}>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="note" label={labels.note}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <FormField name="files" label={labels.files} group>
        <PhotoInput
          slug={slug}
          label={labels.files}
          most={MOST_STEP_FILES}
          accept="image/png,image/jpeg,image/webp,application/pdf"
        />
      </FormField>
    </FormDrawer>
  );
};

interface TestProps {
  project: ProjectView;
  checks: readonly SelfCheckRowView[];
  onClose: () => void;
}

/** Which self-check is the test of this project. */
export const SelfTestDrawer = ({ project, checks, onClose }: TestProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ selfCheckId: string }>
      open
      onClose={onClose}
      title={t('creation.chooseTest')}
      initialValues={{ selfCheckId: project.selfTest?.id ?? '' }}
      onSubmit={async ({ selfCheckId }, idempotencyKey) => {
        const input = inputOf(project, { selfCheckId: selfCheckId || null });
        await client.creation.save.mutate(input, { context: { idempotencyKey } });
        revalidate();
      }}
    >
      <p className="lt-note">{t('creation.chooseTestEffect')}</p>
      <FormField name="selfCheckId" label={t('creation.selfTest')} required>
        <select className="lt-select">
          <option value="" />
          {checks.map((check) => (
            <option key={check.id ?? ''} value={check.id ?? ''}>
              {check.title}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};

import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { DrillView } from '@/server/domain/safety/safety';
import { DRILL_MODES, DRILL_SCENARIOS, type DrillScenario, peopleOf } from '@/server/domain/safety/safety-vocabulary';

interface PlanValues {
  title: string;
  planVersion: string;
  scenario: DrillScenario;
  mode: (typeof DRILL_MODES)[number];
  plannedOn: string;
  place: string;
  script: string;
  people: string;
}

const People = () => {
  const t = useText();
  return (
    <FormField name="people" label={t('safety.people')} help={t('safety.peopleHelp')} required>
      <textarea className="lt-input lt-textarea" rows={5} maxLength={10_000} />
    </FormField>
  );
};

/** 制定演练: script and people before the day. */
export const PlanDrillDrawer = ({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const plan = async ({ people, ...values }: PlanValues, idempotencyKey: string) => {
    const input = { ...values, people: peopleOf(people) };
    const { id } = await client.safety.planDrill.mutate(input, { context: { idempotencyKey } });
    toast({ text: t('safety.drillPlanned') });
    onDone(id);
  };
  return (
    <FormDrawer<PlanValues>
      open
      onClose={onClose}
      title={t('safety.planDrill')}
      initialValues={{ scenario: 'fire', mode: 'field', plannedOn: today }}
      onSubmit={plan}
    >
      <FormField name="title" label={t('safety.drillName')} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="planVersion" label={t('safety.planVersion')} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="scenario" label={t('safety.scenario')} required>
        <select className="lt-select">
          {DRILL_SCENARIOS.map((code) => (
            <option key={code} value={code}>
              {t(`safety.scenario_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="mode" label={t('safety.mode')} required>
        <select className="lt-select">
          {DRILL_MODES.map((code) => (
            <option key={code} value={code}>
              {t(`safety.mode_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="plannedOn" label={t('safety.plannedOn')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="place" label={t('safety.place')} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="script" label={t('safety.script')} required>
        <textarea className="lt-input lt-textarea" rows={6} maxLength={4000} />
      </FormField>
      <People />
    </FormDrawer>
  );
};

interface ReviewValues {
  heldOn: string;
  people: string;
  recoveryMinutes?: string;
  issues: string;
  improvement: string;
  improveBy?: string;
  photos?: UploadedFile[];
}

const minutesOf = (typed: string | undefined): number | null => {
  const text = (typed ?? '').normalize('NFKC').trim();
  return /^\d{1,5}$/.test(text) ? Number(text) : null;
};

/** 演练复盘: who took part, photos, what went wrong, what is done about it. */
export const ReviewDrillDrawer = (props: { drill: DrillView; onClose: () => void; onDone: () => void }) => {
  const { drill, onClose, onDone } = props;
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const review = async ({ people, recoveryMinutes, photos = [], improveBy, ...values }: ReviewValues) => {
    await client.safety.reviewDrill.mutate({
      ...values,
      drillId: drill.id,
      rowVersion: drill.rowVersion,
      people: peopleOf(people),
      recoveryMinutes: minutesOf(recoveryMinutes),
      improveBy: improveBy || null,
      photoObjectIds: photos.map((photo) => photo.id),
    });
    toast({ text: t('safety.reviewed') });
    onDone();
  };
  return (
    <FormDrawer<ReviewValues>
      open
      onClose={onClose}
      title={t('safety.review')}
      initialValues={{
        heldOn: [drill.plannedOn, today].sort()[0],
        people: drill.people.map((person) => `${person.name} ${person.task}`.trim()).join('\n'),
        photos: [],
      }}
      onSubmit={review}
    >
      <FormField name="heldOn" label={t('safety.heldOn')} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <People />
      <FormField name="recoveryMinutes" label={t('safety.recoveryMinutes')}>
        <input className="lt-input" inputMode="numeric" maxLength={5} />
      </FormField>
      <FormField name="issues" label={t('safety.issues')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
      <FormField name="improvement" label={t('safety.improvement')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
      <FormField name="improveBy" label={t('safety.improveBy')}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="photos" label={t('safety.photos')} group required>
        <PhotoInput slug={slug} label={t('safety.photos')} most={30} />
      </FormField>
    </FormDrawer>
  );
};

import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { EXAM_PURPOSES, type ExamPurpose } from '@/server/domain/exam/exam-vocabulary';
import type { PaperRowView } from '@/server/domain/exam/paper';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface Values {
  title: string;
  purpose: ExamPurpose;
  paperId: string;
  opensAt: string;
  closesAt: string;
  minutes: string | number;
  attempts: string | number;
  passPoints: string | number;
  by: 'units' | 'session';
  sessionId?: string;
  unitTenantIds?: number[];
  own?: 'yes' | 'no';
}

/** What a field of date and time says is Shanghai's time, wherever the browser stands. */
export const instantOf = (typed: string): string => new Date(`${typed}:00+08:00`).toISOString();
export const typedOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);

interface PublishDrawerProps {
  papers: readonly PaperRowView[];
  sessions: readonly { id: string; title: string; heldOn: string }[];
  units: readonly KnownUnitView[];
  today: string;
  onClose: () => void;
  onDone: (examId: string) => void;
}

/** Who may sit it: ticked units, or the list of a session. */
const Audience = ({ sessions, units }: Pick<PublishDrawerProps, 'sessions' | 'units'>) => {
  const t = useText();
  if (Form.useWatch('by') === 'session')
    return (
      <FormField name="sessionId" label={t('exam.session')} required help={t('exam.sessionHelp')}>
        <select className="lt-select">
          <option value="" />
          {sessions.map((session) => (
            <option key={session.id} value={session.id}>
              {session.heldOn} {session.title}
            </option>
          ))}
        </select>
      </FormField>
    );
  return (
    <>
      <FormField name="unitTenantIds" label={t('exam.units')} group>
        <UnitPicker units={units} label={t('exam.units')} />
      </FormField>
      <FormField name="own" label={t('exam.includesOwn')} required>
        <select className="lt-select">
          <option value="no">{t('exam.no')}</option>
          <option value="yes">{t('exam.yes')}</option>
        </select>
      </FormField>
    </>
  );
};

/** 发布考试: a paper, when, how long, for whom. */
export const PublishDrawer = ({ papers, sessions, units, today, onClose, onDone }: PublishDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    title: t('exam.title'),
    purpose: t('exam.purpose'),
    paperId: t('exam.paper'),
    opensAt: t('exam.opensAt'),
    closesAt: t('exam.closesAt'),
    minutes: t('exam.minutes'),
    attempts: t('exam.attempts'),
    passPoints: t('exam.passPoints'),
    by: t('exam.audience'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('exam.publish')}
      submitLabel={t('exam.publish')}
      fieldLabels={labels}
      width={560}
      initialValues={{
        purpose: 'exam',
        opensAt: `${today}T09:00`,
        closesAt: `${today}T17:30`,
        minutes: 60,
        attempts: 1,
        passPoints: 60,
        by: 'units',
        own: 'no',
      }}
      onSubmit={async (values, idempotencyKey) => {
        const { title, purpose, paperId, by, sessionId = '', unitTenantIds = [], own } = values;
        const audience =
          by === 'session'
            ? ({ by, sessionId } as const)
            : ({ by: 'units', unitTenantIds, includesOwn: own === 'yes' } as const);
        const input = {
          ...{ title, purpose, paperId, audience },
          opensAt: instantOf(values.opensAt),
          closesAt: instantOf(values.closesAt),
          minutes: Number(values.minutes),
          attempts: Number(values.attempts),
          passPoints: Number(values.passPoints),
        };
        const { id, units: told } = await client.exam.publish.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('exam.published', { n: told }) });
        onDone(id);
      }}
    >
      <p className="lt-note">{t('exam.publishEffect')}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="purpose" label={labels.purpose} required>
        <select className="lt-select">
          {EXAM_PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`exam.purpose_${purpose}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="paperId" label={labels.paperId} required help={t('exam.paperHelp')}>
        <select className="lt-select">
          <option value="" />
          {papers.map((paper) => (
            <option key={paper.id} value={paper.id}>
              {t('exam.paperOption', { title: paper.title, n: paper.questionCount, total: paper.totalPoints })}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="opensAt" label={labels.opensAt} required>
        <input className="lt-input" type="datetime-local" />
      </FormField>
      <FormField name="closesAt" label={labels.closesAt} required>
        <input className="lt-input" type="datetime-local" />
      </FormField>
      <FormField name="minutes" label={labels.minutes} required help={t('exam.minutesHelp')}>
        <input className="lt-input" type="number" min={1} max={600} inputMode="numeric" />
      </FormField>
      <FormField name="attempts" label={labels.attempts} required help={t('exam.attemptsHelp')}>
        <input className="lt-input" type="number" min={1} max={10} inputMode="numeric" />
      </FormField>
      <FormField name="passPoints" label={labels.passPoints} required>
        <input className="lt-input" type="number" min={0} step={0.5} inputMode="decimal" />
      </FormField>
      <FormField name="by" label={labels.by} required>
        <select className="lt-select">
          <option value="units">{t('exam.by_units')}</option>
          <option value="session">{t('exam.by_session')}</option>
        </select>
      </FormField>
      <Audience sessions={sessions} units={units} />
    </FormDrawer>
  );
};

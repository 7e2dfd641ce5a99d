import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { IncidentView } from '@/server/domain/safety/safety';
import {
  INCIDENT_KINDS,
  INCIDENT_LEVELS,
  type IncidentKind,
  type IncidentLevel,
} from '@/server/domain/safety/safety-vocabulary';

const PAPERS = 'image/png,image/jpeg,image/webp,application/pdf';
const idsOf = (files: readonly UploadedFile[] = []): string[] => files.map((file) => file.id);

const Files = () => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <FormField name="files" label={t('safety.files')} group>
      <PhotoInput slug={slug} label={t('safety.files')} most={12} accept={PAPERS} />
    </FormField>
  );
};

interface ReportValues {
  title: string;
  kind: IncidentKind;
  level: IncidentLevel;
  occurredAt: string;
  discoveredAt: string;
  affected: string;
  measures: string;
  files?: UploadedFile[];
}

/** A moment as a person types it is one of Shanghai. */
const instantOf = (typed: string): string => new Date(`${typed}:00+08:00`).toISOString();

/** 报告安全事件: saved and reported in one act. */
export const ReportDrawer = ({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const send = async ({ files, occurredAt, discoveredAt, ...facts }: ReportValues, idempotencyKey: string) => {
    const { id } = await client.safety.report.mutate(
      {
        ...facts,
        occurredAt: instantOf(occurredAt),
        discoveredAt: instantOf(discoveredAt),
        fileObjectIds: idsOf(files),
      },
      { context: { idempotencyKey } },
    );
    toast({ text: t('safety.reported') });
    onDone(id);
  };
  return (
    <FormDrawer<ReportValues>
      open
      onClose={onClose}
      title={t('safety.report')}
      submitLabel={t('safety.report')}
      initialValues={{ kind: 'water', level: 'IV', files: [] }}
      fieldLabels={{ discoveredAt: t('safety.discoveredAt') }}
      onSubmit={send}
    >
      <p className="lt-note">{t('safety.reportEffect')}</p>
      <FormField name="title" label={t('safety.name')} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="kind" label={t('safety.kind')} required>
        <select className="lt-select">
          {INCIDENT_KINDS.map((code) => (
            <option key={code} value={code}>
              {t(`safety.kind_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="level" label={t('safety.level')} required>
        <select className="lt-select">
          {INCIDENT_LEVELS.map((code) => (
            <option key={code} value={code}>
              {t(`safety.level_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="occurredAt" label={t('safety.occurredAt')} required>
        <input className="lt-input" type="datetime-local" />
      </FormField>
      <FormField name="discoveredAt" label={t('safety.discoveredAt')} required>
        <input className="lt-input" type="datetime-local" />
      </FormField>
      <FormField name="affected" label={t('safety.affected')} help={t('safety.affectedHelp')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <FormField name="measures" label={t('safety.measures')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
      <Files />
    </FormDrawer>
  );
};

interface FollowUpValues {
  body: string;
  cause?: string;
  loss?: string;
  lessons?: string;
  files?: UploadedFile[];
}

interface FollowUpDrawerProps {
  incident: IncidentView;
  kind: 'follow_up' | 'closing';
  onClose: () => void;
  onDone: () => void;
}

/** 续报, or 终报 with cause and lessons. */
export const FollowUpDrawer = ({ incident, kind, onClose, onDone }: FollowUpDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const isClosing = kind === 'closing';
  const send = async ({ files, ...words }: FollowUpValues, idempotencyKey: string) => {
    const { id: incidentId, rowVersion } = incident;
    const input = { ...words, incidentId, rowVersion, kind, fileObjectIds: idsOf(files) };
    await client.safety.followUp.mutate(input, { context: { idempotencyKey } });
    toast({ text: t('safety.sent') });
    onDone();
  };
  const words = (name: 'cause' | 'loss' | 'lessons', required: boolean) => (
    <FormField name={name} label={t(`safety.${name}`)} required={required}>
      <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
    </FormField>
  );
  return (
    <FormDrawer<FollowUpValues>
      open
      onClose={onClose}
      title={t(isClosing ? 'safety.close' : 'safety.followUp')}
      submitLabel={t(isClosing ? 'safety.close' : 'safety.followUp')}
      initialValues={{ files: [] }}
      fieldLabels={{ cause: t('safety.cause') }}
      onSubmit={send}
    >
      {isClosing ? <p className="lt-note">{t('safety.closeEffect')}</p> : null}
      <FormField name="body" label={t('safety.body')} required>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={4000} />
      </FormField>
      {isClosing ? (
        <>
          {words('cause', true)}
          {words('loss', false)}
          {words('lessons', true)}
        </>
      ) : null}
      <Files />
    </FormDrawer>
  );
};

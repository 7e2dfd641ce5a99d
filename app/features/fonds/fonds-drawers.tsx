import { useNavigate, useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { FONDS_KINDS, type FondsKind, type FondsRecord } from '@/server/domain/fonds/fonds';
import { kindName } from './fonds-labels';

interface Layer {
  open: boolean;
  onClose: () => void;
}

interface Described {
  name: string;
  kind: FondsKind;
  className?: string;
  startedOn?: string;
  location?: string;
  relations?: string;
  history?: string;
  note?: string;
}

const useLabels = () => {
  const t = useText();
  return {
    number: t('fonds.number'),
    isOfficial: t('fonds.isOfficial'),
    name: t('fonds.name'),
    kind: t('fonds.kind'),
    className: t('fonds.className'),
    startedOn: t('fonds.startedOn'),
    location: t('fonds.location'),
    relations: t('fonds.relations'),
    history: t('fonds.history'),
    note: t('fonds.note'),
  };
};

const DescribedFields = () => {
  const t = useText();
  const locale = useLocale();
  const labels = useLabels();
  return (
    <>
      <FormField name="name" label={labels.name} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="kind" label={labels.kind} required>
        <select className="lt-select">
          {FONDS_KINDS.map(({ code }) => (
            <option key={code} value={code}>
              {kindName(code, locale)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="className" label={labels.className}>
        <input className="lt-input" maxLength={50} />
      </FormField>
      <FormField name="startedOn" label={labels.startedOn}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="location" label={labels.location}>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="relations" label={labels.relations}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
      <FormField name="history" label={labels.history} help={t('fonds.historyHelp')}>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={4000} />
      </FormField>
      <FormField name="note" label={labels.note}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
    </>
  );
};

const clean = <Values extends Described>(values: Values): Values => ({
  ...values,
  startedOn: values.startedOn || undefined,
});

export const CreateFondsDrawer = ({ open, onClose }: Layer) => {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const labels = useLabels();
  const { slug } = useWorkspace().tenant;
  return (
    <FormDrawer<Described & { number: string; isOfficial: string }>
      open={open}
      onClose={onClose}
      title={t('fonds.create')}
      initialValues={{ kind: 'ORG', isOfficial: 'yes' }}
      fieldLabels={labels}
      onSubmit={async ({ isOfficial, ...values }, idempotencyKey) => {
        const { id } = await client.fonds.create.mutate(
          { ...clean(values), isOfficial: isOfficial === 'yes' },
          { context: { idempotencyKey } },
        );
        toast({ text: t('fonds.created') });
        navigate(`/w/${slug}/fonds/${id}`);
      }}
    >
      <FormField name="number" label={labels.number} required help={t('fonds.numberHelp')}>
        <input className="lt-input" maxLength={4} autoComplete="off" />
      </FormField>
      <FormField name="isOfficial" label={labels.isOfficial} required>
        <select className="lt-select">
          <option value="yes">{t('fonds.isOfficialYes')}</option>
          <option value="no">{t('fonds.isOfficialNo')}</option>
        </select>
      </FormField>
      <DescribedFields />
    </FormDrawer>
  );
};

export const EditFondsDrawer = ({ open, onClose, fonds }: Layer & { fonds: FondsRecord }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = useLabels();
  const { revalidate } = useRevalidator();
  const orEmpty = (value: string | null): string => value ?? '';
  return (
    <FormDrawer<Described>
      open={open}
      onClose={onClose}
      title={t('fonds.edit')}
      initialValues={{
        name: fonds.name,
        kind: fonds.kind,
        className: orEmpty(fonds.className),
        startedOn: orEmpty(fonds.startedOn),
        location: orEmpty(fonds.location),
        relations: orEmpty(fonds.relations),
        history: orEmpty(fonds.history),
        note: orEmpty(fonds.note),
      }}
      fieldLabels={labels}
      onSubmit={async (values) => {
        await client.fonds.edit.mutate({ ...clean(values), id: fonds.id, rowVersion: fonds.rowVersion });
        toast({ text: t('fonds.edited') });
        revalidate();
      }}
    >
      <DescribedFields />
    </FormDrawer>
  );
};

export const CloseFondsDrawer = ({ open, onClose, fonds }: Layer & { fonds: FondsRecord }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { closedOn: t('fonds.closedOn'), reason: t('fonds.reason') };
  return (
    <FormDrawer<{ closedOn: string; reason: string }>
      open={open}
      onClose={onClose}
      title={t('fonds.closeTitle')}
      submitLabel={t('fonds.close')}
      fieldLabels={labels}
      onSubmit={async (values) => {
        await client.fonds.close.mutate({ ...values, id: fonds.id, rowVersion: fonds.rowVersion });
        toast({ text: t('fonds.closeDone') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('fonds.closeEffect')}</p>
      <FormField name="closedOn" label={labels.closedOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** The official number makes a table of old and new codes; the person goes on there. */
export const OfficialNumberDrawer = ({ open, onClose, fonds }: Layer & { fonds: FondsRecord }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const labels = { officialNumber: t('fonds.officialNumber'), reason: t('fonds.reason') };
  return (
    <FormDrawer<{ officialNumber: string; reason: string }>
      open={open}
      onClose={onClose}
      title={t('fonds.giveOfficial')}
      submitLabel={t('fonds.makeTable')}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const { id } = await client.fonds.planOfficialNumber.mutate(
          { ...values, fondsId: fonds.id },
          { context: { idempotencyKey } },
        );
        navigate(`/w/${slug}/fonds/tables/${id}`);
      }}
    >
      <p className="lt-reason-effect">{t('fonds.giveOfficialEffect')}</p>
      <FormField name="officialNumber" label={labels.officialNumber} required help={t('fonds.numberHelp')}>
        <input className="lt-input" maxLength={4} autoComplete="off" />
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

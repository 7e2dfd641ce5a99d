import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SiteView } from '@/server/domain/guidance/demonstration-site';
import { SITE_KINDS, type SiteKind, type SiteStage } from '@/server/domain/guidance/guidance-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface AddValues {
  kind: SiteKind;
  unitTenantId: string;
  name?: string;
  townshipName: string;
  criteria?: string;
  note?: string;
}

interface AddSiteProps {
  units: readonly KnownUnitView[];
  usualCriteria: readonly string[];
  onClose: () => void;
  onDone: (siteId: string) => void;
}

const linesOf = (typed: string | undefined): string[] =>
  (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** 登记示范点: with what it is asked for, a line a criterion. */
export const AddSiteDrawer = ({ units, usualCriteria, onClose, onDone }: AddSiteProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { townshipName: t('guidance.township'), name: t('guidance.siteName') };
  return (
    <FormDrawer<AddValues>
      open
      onClose={onClose}
      title={t('guidance.addSite')}
      fieldLabels={labels}
      initialValues={{ kind: 'model_village', unitTenantId: '', criteria: usualCriteria.join('\n') }}
      width={560}
      onSubmit={async ({ unitTenantId, name, criteria, ...values }, idempotencyKey) => {
        const unit = units.find((one) => String(one.tenantId) === unitTenantId);
        const input = {
          ...values,
          name: name?.trim() || unit?.name || '',
          unitTenantId: unit?.tenantId,
          criteria: values.kind === 'observation' ? [] : linesOf(criteria),
        };
        const { siteId } = await client.demonstration.add.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('guidance.siteAdded') });
        onDone(siteId);
      }}
    >
      <FormField name="kind" label={t('guidance.siteKind')} required>
        <select className="lt-select">
          {SITE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`guidance.site_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="unitTenantId" label={t('guidance.siteUnit')} help={t('guidance.siteUnitHelp')}>
        <select className="lt-select">
          <option value="">{t('guidance.siteNoUnit')}</option>
          {units.map((unit) => (
            <option key={unit.tenantId} value={unit.tenantId}>
              {unit.name}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="name" label={labels.name} help={t('guidance.siteNameHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="townshipName" label={labels.townshipName} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="criteria" label={t('guidance.criteria')} help={t('guidance.criteriaHelp')}>
        <textarea className="lt-input lt-textarea" rows={8} maxLength={6000} />
      </FormField>
      <FormField name="note" label={t('guidance.note')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};

interface SiteDrawerProps {
  site: SiteView;
  onClose: () => void;
}

/** One step on. */
export const MoveSiteDrawer = ({ site, stage, onClose }: SiteDrawerProps & { stage: SiteStage }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const title = t(`guidance.move_${stage}`);
  return (
    <FormDrawer<{ happenedOn: string; note?: string }>
      open
      onClose={onClose}
      title={title}
      submitLabel={title}
      fieldLabels={{ happenedOn: t('guidance.happenedOn') }}
      initialValues={{ happenedOn: today }}
      onSubmit={async (values) => {
        await client.demonstration.move.mutate({ ...values, siteId: site.id, rowVersion: site.rowVersion, stage });
        toast({ text: t('guidance.siteMoved') });
        revalidate();
      }}
    >
      <FormField name="happenedOn" label={t('guidance.happenedOn')} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="note" label={t('guidance.note')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};

/** 观摩、走访. */
export const VisitSiteDrawer = ({ site, onClose }: SiteDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { visitedOn: t('guidance.visitedOn'), visitors: t('guidance.visitors') };
  return (
    <FormDrawer<{ visitedOn: string; visitors: string; personCount?: string | number; note?: string }>
      open
      onClose={onClose}
      title={t('guidance.addVisit')}
      fieldLabels={labels}
      initialValues={{ visitedOn: today }}
      onSubmit={async ({ personCount, ...values }, idempotencyKey) => {
        const input = { ...values, siteId: site.id, personCount: Number(personCount || 0) };
        await client.demonstration.visit.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('guidance.visitAdded') });
        revalidate();
      }}
    >
      <FormField name="visitedOn" label={labels.visitedOn} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="visitors" label={labels.visitors} help={t('guidance.visitorsHelp')} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="personCount" label={t('guidance.people')}>
        <input className="lt-input" type="number" min={0} max={100_000} inputMode="numeric" />
      </FormField>
      <FormField name="note" label={t('guidance.note')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};

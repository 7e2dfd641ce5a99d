import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { COUNTING_UNITS, type CountingUnit } from '@/server/domain/archive/archival-category';
import type { CategorySetting, TopicSetting } from '@/server/domain/fonds/category-settings';
import type { TemplateTrial, TemplateView } from '@/server/domain/fonds/code-settings';
import { partName } from './fonds-labels';

interface Layer {
  open: boolean;
  onClose: () => void;
}

export const CategoryDrawer = ({ open, onClose, category }: Layer & { category?: CategorySetting }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { code: t('fonds.categoryCode'), name: t('fonds.category'), unit: t('fonds.unitOfCount') };
  return (
    <FormDrawer<{ code: string; name: string; unit: CountingUnit }>
      open={open}
      onClose={onClose}
      title={category ? `${category.code} ${category.name}` : t('fonds.addCategory')}
      initialValues={category ?? { unit: '件' }}
      fieldLabels={labels}
      onSubmit={async ({ code, name, unit }) => {
        await client.fonds.setCategory.mutate({
          code: category?.code ?? code.replace(/[.•・]/g, '·'),
          name,
          unit,
          isActive: category?.isActive ?? true,
        });
        toast({ text: t('fonds.categorySaved') });
        revalidate();
      }}
    >
      <FormField name="code" label={labels.code} required help={category ? undefined : t('fonds.categoryCodeHelp')}>
        <input className="lt-input" maxLength={9} readOnly={category !== undefined} autoComplete="off" />
      </FormField>
      <FormField name="name" label={labels.name} required>
        <input className="lt-input" maxLength={40} readOnly={category?.level === 1} />
      </FormField>
      <FormField name="unit" label={labels.unit} required>
        <select className="lt-select">
          {COUNTING_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};

export const TopicDrawer = ({ open, onClose, topic }: Layer & { topic?: TopicSetting }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { code: t('fonds.code'), name: t('fonds.topic') };
  return (
    <FormDrawer<{ code: string; name: string }>
      open={open}
      onClose={onClose}
      title={topic ? `${topic.code} ${topic.name}` : t('fonds.addTopic')}
      initialValues={topic}
      fieldLabels={labels}
      onSubmit={async ({ code, name }) => {
        await client.fonds.setTopic.mutate({ code: topic?.code ?? code, name, isActive: topic?.isActive ?? true });
        toast({ text: t('fonds.topicSaved') });
        revalidate();
      }}
    >
      <FormField name="code" label={labels.code} required help={topic ? undefined : t('fonds.topicCodeHelp')}>
        <input className="lt-input" maxLength={20} readOnly={topic !== undefined} autoComplete="off" />
      </FormField>
      <FormField name="name" label={labels.name} required>
        <input className="lt-input" maxLength={20} />
      </FormField>
    </FormDrawer>
  );
};

const WAIT_MS = 250;

/** What the pattern would write, and how it reads a code of one's own. Judged by the server as it is typed. */
const Trial = () => {
  const t = useText();
  const client = useWorkspaceClient();
  const [pattern, level] = [
    Form.useWatch('pattern') as string | undefined,
    Form.useWatch('level') as 'piece' | 'volume',
  ];
  const [code, setCode] = useState('');
  const [trial, setTrial] = useState<TemplateTrial | null>(null);
  useEffect(() => {
    if (!pattern?.trim() || !level) {
      setTrial(null);
      return;
    }
    let stale = false;
    const timer = setTimeout(() => {
      void client.fonds.tryTemplate
        .query({ pattern, level, ...(code.trim() ? { code } : {}) })
        .then((answer) => (stale ? undefined : setTrial(answer)))
        .catch(() => undefined);
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [client, pattern, level, code]);
  const read = trial?.read?.map(({ part, value }) => `${partName(part, t)} ${value}`).join(t('common.list'));
  return (
    <>
      {trial ? (
        <p className={`lt-note ${trial.problem ? 'lt-note-attention' : 'lt-note-info'}`} role="status">
          {trial.problem ? t(`fonds.problem_${trial.problem}`) : t('fonds.sample', { code: trial.sample ?? '' })}
        </p>
      ) : null}
      <label className="lt-field">
        <span className="lt-label">{t('fonds.tryCode')}</span>
        <input className="lt-input" maxLength={100} value={code} onChange={(event) => setCode(event.target.value)} />
      </label>
      {code.trim() && trial && trial.problem === null ? (
        <p className="lt-2" role="status">
          {read ? t('fonds.tryRead', { parts: read }) : t('fonds.tryUnread')}
        </p>
      ) : null}
    </>
  );
};

export const TemplateDrawer = ({ open, onClose, template }: Layer & { template?: TemplateView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    code: t('fonds.code'),
    name: t('fonds.templateTitle'),
    pattern: t('fonds.pattern'),
    level: t('fonds.level'),
  };
  return (
    <FormDrawer<{ code: string; name: string; pattern: string; level: 'piece' | 'volume' }>
      open={open}
      onClose={onClose}
      width={520}
      title={template ? `${template.code} ${template.name}` : t('fonds.addTemplate')}
      initialValues={
        template ?? { code: 'OWN_', level: 'piece', pattern: '{fonds}-{category}·{year}·{retention}-{item:4}' }
      }
      fieldLabels={labels}
      onSubmit={async ({ code, name, pattern, level }) => {
        await client.fonds.saveTemplate.mutate({
          code: template?.code ?? code,
          name,
          pattern,
          level,
          isActive: template?.isActive ?? true,
        });
        toast({ text: t('fonds.templateSaved') });
        revalidate();
      }}
    >
      <FormField name="code" label={labels.code} required>
        <input className="lt-input" maxLength={20} readOnly={template !== undefined} autoComplete="off" />
      </FormField>
      <FormField name="name" label={labels.name} required>
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="level" label={labels.level} required>
        <select className="lt-select" disabled={template?.isUsed}>
          <option value="piece">{t('fonds.level_piece')}</option>
          <option value="volume">{t('fonds.level_volume')}</option>
        </select>
      </FormField>
      <FormField name="pattern" label={labels.pattern} required help={t('fonds.patternHelp')}>
        <input className="lt-input" maxLength={200} readOnly={template?.isUsed} autoComplete="off" />
      </FormField>
      <Trial />
    </FormDrawer>
  );
};

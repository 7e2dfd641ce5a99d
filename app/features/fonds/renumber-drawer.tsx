import { useNavigate } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CodeSelection } from '@/server/domain/fonds/code-check';
import type { TemplateView } from '@/server/domain/fonds/code-settings';
import { SORT_KEYS } from '@/server/domain/fonds/renumbering';

interface Values {
  mode: 'order' | 'gaps' | 'template';
  scope: 'all' | 'provisional';
  sortBy: (typeof SORT_KEYS)[number];
  templateCode?: string;
  locks: 'yes' | 'no';
  reason: string;
}

const OfMode = ({ templates }: { templates: readonly TemplateView[] }) => {
  const t = useText();
  const mode = Form.useWatch('mode') as Values['mode'] | undefined;
  if (mode === 'template') {
    return (
      <FormField name="templateCode" label={t('fonds.template')} required>
        <select className="lt-select">
          {templates
            .filter((template) => template.isActive)
            .map((template) => (
              <option key={template.code} value={template.code}>
                {`${template.name}：${template.example}`}
              </option>
            ))}
        </select>
      </FormField>
    );
  }
  return mode === 'order' ? (
    <FormField name="sortBy" label={t('fonds.sortBy')} required>
      <select className="lt-select">
        {SORT_KEYS.map((key) => (
          <option key={key} value={key}>
            {t(`fonds.sort_${key}`)}
          </option>
        ))}
      </select>
    </FormField>
  ) : null;
};

interface RenumberDrawerProps {
  open: boolean;
  onClose: () => void;
  selection: CodeSelection;
  templates: readonly TemplateView[];
}

/** Asks for a table of old and new codes; the person goes on there and nothing has changed yet. */
export const RenumberDrawer = ({ open, onClose, selection, templates }: RenumberDrawerProps) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const labels = { mode: t('fonds.mode'), scope: t('fonds.rangeLabel'), reason: t('fonds.reason') };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('fonds.renumberTitle')}
      submitLabel={t('fonds.makeTable')}
      initialValues={{ mode: 'order', scope: 'all', sortBy: 'date', templateCode: 'DAT13_ITEM_ORG', locks: 'yes' }}
      fieldLabels={labels}
      onSubmit={async ({ mode, scope, sortBy = 'code', templateCode, locks, reason }, idempotencyKey) => {
        const { id } = await client.fonds.planRenumbering.mutate(
          {
            ...selection,
            mode,
            scope,
            sortBy,
            templateCode: mode === 'template' ? templateCode : undefined,
            locks: locks === 'yes',
            reason,
          },
          { context: { idempotencyKey } },
        );
        navigate(`/w/${slug}/fonds/tables/${id}`);
      }}
    >
      <p className="lt-reason-effect">{t('fonds.renumberEffect')}</p>
      <FormField name="mode" label={labels.mode} required>
        <select className="lt-select">
          {(['order', 'gaps', 'template'] as const).map((mode) => (
            <option key={mode} value={mode}>
              {t(`fonds.mode_${mode}`)}
            </option>
          ))}
        </select>
      </FormField>
      <OfMode templates={templates} />
      <FormField name="scope" label={labels.scope} required>
        <select className="lt-select">
          <option value="all">{t('fonds.range_all')}</option>
          <option value="provisional">{t('fonds.range_provisional')}</option>
        </select>
      </FormField>
      <FormField name="locks" label={t('fonds.locks')} required>
        <select className="lt-select">
          <option value="yes">{t('fonds.locksYes')}</option>
          <option value="no">{t('fonds.locksNo')}</option>
        </select>
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

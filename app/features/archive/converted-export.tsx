import { useId, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { Menu } from '@/app/components/menu';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ExportListInput } from '@/server/domain/archive/archive-list';
import type { TemplateView } from '@/server/domain/fonds/code-settings';
import { ExportJob, useExportJob } from './export-job';

const known = new Map<string, TemplateView[]>();

/** 档号模板 of the unit, asked for when somebody first wants to choose one. */
const useTemplates = () => {
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [templates, setTemplates] = useState<readonly TemplateView[]>(known.get(slug) ?? []);
  const ask = async () => {
    if (templates.length === 0) {
      const active = (await client.fonds.templates.query()).filter((template) => template.isActive);
      known.set(slug, active);
      setTemplates(active);
    }
  };
  // Without an answer the list stays empty, and opening it asks again.
  return { templates, ask: () => void ask().catch(() => undefined) };
};

type Filters = Omit<ExportListInput, 'columns' | 'headings' | 'codeTemplate'>;

const ConvertedJob = ({ filters, codeTemplate }: { filters: Filters; codeTemplate: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const failed = t('archive.exportFailed');
  const job = useExportJob(() => client.archive.exportList.mutate({ ...filters, codeTemplate }), failed);
  return (
    <ExportJob
      {...job}
      label={t('archive.exportConvertedAct')}
      working={t('archive.exportWorking')}
      ready={t('archive.exportReady')}
      failed={failed}
    />
  );
};

/** 换档号结构导出: the list with its codes written in another structure; the code as it is stands beside each. */
export const ConvertedExport = ({ filters }: { filters: Filters }) => {
  const t = useText();
  const id = useId();
  const { templates, ask } = useTemplates();
  const [codeTemplate, setTemplate] = useState('');
  const chosen = templates.find((template) => template.code === codeTemplate);
  return (
    <Menu className="lt-btn" label={t('archive.exportConverted')} face={<Icon name="down" />} onOpen={ask}>
      <fieldset className="lt-export-converted">
        <legend className="lt-strong">{t('archive.exportConverted')}</legend>
        <p className="lt-2">{t('archive.exportConvertedText')}</p>
        <label htmlFor={id}>{t('archive.exportTemplate')}</label>
        <select
          id={id}
          className="lt-select"
          value={codeTemplate}
          onChange={(event) => setTemplate(event.target.value)}
        >
          <option value="">{t('archive.exportTemplateNone')}</option>
          {templates.map((template) => (
            <option key={template.code} value={template.code}>
              {template.name}
            </option>
          ))}
        </select>
        {chosen ? (
          <>
            <p className="lt-2">{t('archive.exportTemplateExample', { code: chosen.example || chosen.pattern })}</p>
            <ConvertedJob key={chosen.code} filters={filters} codeTemplate={chosen.code} />
          </>
        ) : null}
      </fieldset>
    </Menu>
  );
};

import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { templatesFor } from '@/server/domain/report/report-templates';
import { FIRST_REPORT_YEAR, type ReportTemplateCode } from '@/server/domain/report/report-vocabulary';

interface Values {
  year: string;
  template: ReportTemplateCode;
}

/** 新建年度报告: which year, along which outline. */
export const BeginDrawer = (props: { thisYear: number; onClose: () => void; onDone: (id: string) => void }) => {
  const { thisYear, onClose, onDone } = props;
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const templates = templatesFor(useWorkspace().tenant.kind);
  const begin = async ({ year, template }: Values, idempotencyKey: string) => {
    const { id } = await client.report.create.mutate({ year: Number(year), template }, { context: { idempotencyKey } });
    toast({ text: t('report.begun') });
    onDone(id);
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('report.beginTitle')}
      initialValues={{ year: String(thisYear), template: templates[0]?.code ?? 'records_office' }}
      onSubmit={begin}
    >
      <FormField name="year" label={t('report.year')} required>
        <input className="lt-input" type="number" min={FIRST_REPORT_YEAR} max={thisYear} />
      </FormField>
      <FormField name="template" label={t('report.template')} required>
        <select className="lt-select">
          {templates.map(({ code, name }) => (
            <option key={code} value={code}>
              {locale === 'en' ? name.en : name.zh}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};

import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { topCategoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  CLASSIFICATION_PATHS,
  type ClassificationPath,
  type SchemeView,
} from '@/server/domain/archive/classification-scheme';
import type { TemplateView } from '@/server/domain/fonds/code-settings';
import { pathName } from './fonds-labels';
import { NextCode } from './next-code';

interface Values {
  categoryCode: string;
  templateCode: string;
  path: ClassificationPath;
  yearFrom: string;
}

interface SchemeDrawerProps {
  open: boolean;
  onClose: () => void;
  fondsId: string;
  templates: readonly TemplateView[];
  /** The rule to change; a new one without it. */
  scheme?: SchemeView;
  thisYear: number;
}

/** What the rule would write next, while it is still being chosen. */
const Preview = ({ fondsId, thisYear }: { fondsId: string; thisYear: number }) => {
  const [categoryCode, templateCode, yearFrom] = [
    Form.useWatch('categoryCode'),
    Form.useWatch('templateCode'),
    Form.useWatch('yearFrom'),
  ];
  const year = /^[12]\d{3}$/.test(String(yearFrom ?? '')) ? Math.max(Number(yearFrom), thisYear) : thisYear;
  if (!categoryCode || !templateCode) {
    return null;
  }
  return <NextCode fondsId={fondsId} categoryCode={categoryCode} templateCode={templateCode} year={year} />;
};

export const SchemeDrawer = ({ open, onClose, fondsId, templates, scheme, thisYear }: SchemeDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    categoryCode: t('fonds.category'),
    templateCode: t('fonds.template'),
    path: t('fonds.path'),
    yearFrom: t('fonds.yearFrom'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t(scheme ? 'fonds.editScheme' : 'fonds.addScheme')}
      initialValues={{
        categoryCode: scheme?.categoryCode ?? 'WS',
        templateCode: scheme?.templateCode ?? 'DAT22_2015',
        path: scheme?.path ?? 'Y_R_O',
        yearFrom: String(scheme?.yearFrom ?? thisYear),
      }}
      fieldLabels={labels}
      onSubmit={async ({ yearFrom, ...values }, idempotencyKey) => {
        await client.fonds.configureScheme.mutate(
          { ...values, fondsId, yearFrom: Number(yearFrom) },
          { context: { idempotencyKey } },
        );
        toast({ text: t('fonds.schemeSaved') });
        revalidate();
      }}
    >
      <FormField name="categoryCode" label={labels.categoryCode} required>
        <select className="lt-select" disabled={scheme !== undefined}>
          {topCategoryOptions(categories).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="yearFrom" label={labels.yearFrom} required help={t('fonds.yearFromHelp')}>
        <input
          className="lt-input"
          inputMode="numeric"
          pattern="[12][0-9]{3}"
          maxLength={4}
          readOnly={scheme !== undefined}
        />
      </FormField>
      <FormField name="path" label={labels.path} required>
        <select className="lt-select">
          {CLASSIFICATION_PATHS.map(({ code }) => (
            <option key={code} value={code}>
              {pathName(code, locale)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="templateCode" label={labels.templateCode} required>
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
      <Preview fondsId={fondsId} thisYear={thisYear} />
    </FormDrawer>
  );
};

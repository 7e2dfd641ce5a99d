import { Form } from 'antd';
import type { ComponentProps, ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';

type ItemProps = ComponentProps<typeof Form.Item>;

interface FormFieldProps {
  name: ItemProps['name'];
  label: string;
  required?: boolean;
  /** Help from the standard, below the field. */
  help?: string;
  rules?: ItemProps['rules'];
  valuePropName?: string;
  children: ReactNode;
}

/** A field of FormDrawer: one antd control, its label, its error below it. What is optional says so. */
export const FormField = ({
  name,
  label,
  required = false,
  help,
  rules = [],
  valuePropName,
  children,
}: FormFieldProps) => {
  const t = useText();
  const face = required ? label : `${label} (${t('common.optional')})`;
  return (
    <Form.Item
      name={name}
      label={face}
      extra={help}
      valuePropName={valuePropName}
      rules={[{ required, message: t('form.fieldRequired', { label }) }, ...rules]}
    >
      {children}
    </Form.Item>
  );
};

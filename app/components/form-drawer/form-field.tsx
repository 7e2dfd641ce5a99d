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
  /** Several boxes: a group may not be called required in HTML, so only the rule says it. */
  group?: boolean;
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
  group = false,
  children,
}: FormFieldProps) => {
  const t = useText();
  const message = t('form.fieldRequired', { label });
  const notEmpty = {
    validator: (_rule: unknown, value: unknown) =>
      !required || (Array.isArray(value) && value.length > 0) ? Promise.resolve() : Promise.reject(new Error(message)),
  };
  const face = required ? label : t('form.optionalLabel', { label });
  return (
    <Form.Item
      name={name}
      label={face}
      extra={help}
      valuePropName={valuePropName}
      rules={[{ ...(group ? notEmpty : { required, message }), validateTrigger: 'onSubmit' }, ...rules]}
    >
      {children}
    </Form.Item>
  );
};

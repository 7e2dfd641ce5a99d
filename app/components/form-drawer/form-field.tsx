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

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);

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
  // Our own, because antd's takes every value for a text as soon as a rule says when it applies: a number fails it.
  const notEmpty = {
    validator: (_rule: unknown, value: unknown) =>
      required && isEmpty(value) ? Promise.reject(new Error(message)) : Promise.resolve(),
    validateTrigger: 'onSubmit',
  };
  const face = required ? label : t('form.optionalLabel', { label });
  return (
    <Form.Item
      name={name}
      label={face}
      extra={help}
      valuePropName={valuePropName}
      required={required && !group}
      rules={[notEmpty, ...rules]}
    >
      {children}
    </Form.Item>
  );
};

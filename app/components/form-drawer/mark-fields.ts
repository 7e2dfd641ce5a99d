import type { FormInstance } from 'antd';
import type { Translate } from '@/app/i18n/messages';
import { failureOf } from '@/app/lib/trpc';

/** Goes to the first of these fields. */
export const focusFirst = (form: FormInstance, names: readonly (string | number)[][]): void => {
  const [first] = names;
  if (first) {
    form.scrollToField(first, { focus: true, block: 'center' });
  }
};

/** Marks the fields that the server refused, as far as the form has them, and goes to the first. */
export const markFields = (
  form: FormInstance,
  error: unknown,
  labels: Readonly<Record<string, string>>,
  t: Translate,
): void => {
  const names = failureOf(error)
    .fields.filter((field) => field in labels)
    .map((field) => ({ field, name: field.split('.') }));
  form.setFields(
    names.map(({ field, name }) => ({
      name: name as never,
      errors: [t('form.fieldInvalid', { label: labels[field] ?? field })],
    })),
  );
  focusFirst(
    form,
    names.map(({ name }) => name),
  );
};

import { Input } from 'antd';
import type { ReactNode } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';

interface ReasonDrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What follows, in words and numbers. */
  effect: string;
  label: string;
  submitLabel: string;
  onSubmit: (reason: string, idempotencyKey: string) => Promise<void>;
  /** Fields above the reason. */
  children?: ReactNode;
}

const ROWS = 5;
const MOST = 1000;

/** An act that has to give its reason. */
export const ReasonDrawer = ({ effect, label, children, onSubmit, ...rest }: ReasonDrawerProps) => (
  <FormDrawer<{ reason: string }>
    {...rest}
    fieldLabels={{ reason: label }}
    onSubmit={({ reason }, idempotencyKey) => onSubmit(reason, idempotencyKey)}
  >
    <p className="lt-2 lt-form-effect">{effect}</p>
    {children}
    <FormField name="reason" label={label} required>
      <Input.TextArea rows={ROWS} maxLength={MOST} showCount />
    </FormField>
  </FormDrawer>
);

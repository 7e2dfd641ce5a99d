import { FormDrawer, FormField } from './form-drawer';

interface ReasonDrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What it does and whether it can be undone. */
  effect: string;
  label: string;
  act: string;
  onSubmit: (reason: string, idempotencyKey: string) => Promise<void>;
}

/** An act that needs a reason: striking out, taking back. */
export const ReasonDrawer = ({ open, onClose, title, effect, label, act, onSubmit }: ReasonDrawerProps) => (
  <FormDrawer<{ reason: string }>
    open={open}
    onClose={onClose}
    title={title}
    submitLabel={act}
    fieldLabels={{ reason: label }}
    onSubmit={({ reason }, idempotencyKey) => onSubmit(reason, idempotencyKey)}
  >
    <p className="lt-reason-effect">{effect}</p>
    <FormField name="reason" label={label} required>
      <textarea className="lt-input lt-textarea" rows={3} maxLength={200} />
    </FormField>
  </FormDrawer>
);

import { Drawer, Form } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { isComposing } from '@/app/lib/hotkeys';
import { Button } from '../button';
import { CallFailureNote } from '../call-failure-note';
import { Confirm } from '../confirm';
import { focusFirst, markFields } from './mark-fields';
import { useSubmission } from './use-submission';

export interface FormDrawerProps<Values extends object> {
  open: boolean;
  onClose: () => void;
  title: string;
  /** FormField elements. */
  children: ReactNode;
  initialValues?: Partial<Values>;
  /**
   * Sends the values. What it throws is shown above the fields, and those that it names are marked.
   * @param idempotencyKey the same for every try of one submission: pass it as `{ context: { idempotencyKey } }`
   */
  onSubmit: (values: Values, idempotencyKey: string) => Promise<void>;
  submitLabel?: string;
  /** Field names to their labels, for those that only the server refuses. */
  fieldLabels?: Readonly<Record<string, string>>;
  width?: number;
}

/** A form at the right. Ctrl+Enter submits; Esc asks before it loses anything; pressing twice submits once. */
export const FormDrawer = <Values extends object>(props: FormDrawerProps<Values>) => {
  const { open, onClose, title, children, initialValues, fieldLabels = {}, width = 420 } = props;
  const t = useText();
  const [form] = Form.useForm<Values>();
  const [asking, setAsking] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const { busy, failure, submit, reset } = useSubmission();

  const leave = () => {
    setAsking(false);
    form.resetFields();
    reset();
    onClose();
  };
  const askOrLeave = () => {
    if (busy) {
      return;
    }
    if (form.isFieldsTouched()) {
      // Later, or the very Esc that asks would close the question again.
      setTimeout(() => setAsking(true));
    } else {
      leave();
    }
  };
  const finish = async (values: Values) => {
    const outcome = await submit((idempotencyKey) => props.onSubmit(values, idempotencyKey));
    if (outcome.ok) {
      leave();
      return;
    }
    markFields(form, outcome.error, fieldLabels, t);
  };

  const foot = (
    <div className="lt-dialog-foot">
      <Button onClick={askOrLeave} disabled={busy}>
        {t('common.cancel')}
      </Button>
      <Button look="primary" busy={busy} onClick={() => form.submit()}>
        {props.submitLabel ?? t('common.save')} <kbd className="lt-kbd lt-kbd-hint">Ctrl Enter</kbd>
      </Button>
    </div>
  );
  return (
    <>
      <Drawer
        open={open}
        onClose={askOrLeave}
        title={title}
        size={width}
        footer={foot}
        closable={{ placement: 'end' }}
        destroyOnHidden
        mask={{ closable: true, blur: false }}
        styles={{ footer: { padding: 0 }, wrapper: { maxWidth: '100vw' } }}
        afterOpenChange={(shown) => {
          if (shown) {
            body.current?.querySelector<HTMLElement>('input, textarea, [tabindex="0"]')?.focus();
          }
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter works from every field inside */}
        <div
          ref={body}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) {
              event.preventDefault();
              form.submit();
            }
          }}
        >
          {failure ? <CallFailureNote failure={failure} /> : null}
          <Form<Values>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={initialValues}
            disabled={busy}
            validateTrigger="onBlur"
            onFinish={(values) => void finish(values)}
            onFinishFailed={({ errorFields }) =>
              focusFirst(
                form,
                errorFields.map((field) => field.name),
              )
            }
          >
            {children}
          </Form>
        </div>
      </Drawer>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('form.leaveTitle')}
        effect={t('form.leaveText')}
        act={t('form.leaveDiscard')}
        cancelLabel={t('form.leaveStay')}
        onConfirm={async () => leave()}
      />
    </>
  );
};

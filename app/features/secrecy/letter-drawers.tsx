import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { LetterView } from '@/server/domain/secrecy/commitment-letter';

/** Clauses as they are typed or pasted: one in a line. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

interface IssueValues {
  version: string;
  title: string;
  rules: string;
  heads: string;
  issuedOn: string;
}

/** 发布新版承诺书. */
export const IssueLetterDrawer = ({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<IssueValues>
      open
      onClose={onClose}
      title={t('secrecy.issue')}
      width={560}
      initialValues={{
        version: t('secrecy.versionOf', { year: today.slice(0, 4) }),
        title: t('secrecy.title'),
        issuedOn: today,
      }}
      fieldLabels={{ version: t('secrecy.version'), rules: t('secrecy.rules'), heads: t('secrecy.heads') }}
      onSubmit={async ({ rules, heads, ...values }, idempotencyKey) => {
        const input = { ...values, rules: linesOf(rules), heads: linesOf(heads) };
        const { letterId } = await client.secrecy.issueLetter.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('secrecy.issued') });
        onDone(letterId);
      }}
    >
      <div className="lt-field-pair">
        <FormField name="version" label={t('secrecy.version')} required>
          <input className="lt-input" maxLength={40} autoComplete="off" />
        </FormField>
        <FormField name="issuedOn" label={t('secrecy.issuedOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
      <FormField name="title" label={t('secrecy.letterTitle')} required>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <FormField name="rules" label={t('secrecy.rules')} help={t('secrecy.onePerLine')} required>
        <textarea className="lt-input lt-textarea" rows={8} />
      </FormField>
      <FormField name="heads" label={t('secrecy.heads')} help={t('secrecy.onePerLine')} required>
        <textarea className="lt-input lt-textarea" rows={6} />
      </FormField>
    </FormDrawer>
  );
};

interface SignatureValues {
  person: string;
  signedOn: string;
  role: 'active' | 'leaving' | 'vendor';
}

/** From the paper: who signed, and when. */
export const SignatureDrawer = ({
  letter,
  person,
  onClose,
}: {
  letter: LetterView;
  person: string;
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<SignatureValues>
      open
      onClose={onClose}
      title={t('secrecy.enterPaper')}
      initialValues={{ person, signedOn: today, role: 'active' }}
      fieldLabels={{ person: t('secrecy.person'), signedOn: t('secrecy.signedOn') }}
      onSubmit={async (values, idempotencyKey) => {
        await client.secrecy.enterSignature.mutate({ letterId: letter.id, ...values }, { context: { idempotencyKey } });
        toast({ text: t('secrecy.entered') });
        revalidate();
      }}
    >
      <FormField name="person" label={t('secrecy.person')} required>
        <input className="lt-input" maxLength={30} autoComplete="off" />
      </FormField>
      <FormField name="signedOn" label={t('secrecy.signedOn')} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="role" label={t('secrecy.role')} required>
        <select className="lt-select">
          <option value="active">{t('secrecy.role_active')}</option>
          <option value="leaving">{t('secrecy.role_leaving')}</option>
          <option value="vendor">{t('secrecy.role_vendor')}</option>
        </select>
      </FormField>
    </FormDrawer>
  );
};

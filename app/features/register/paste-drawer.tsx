import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { type BlockRow, cellsOfClipboard, readBlock } from '@/server/domain/register/register-block';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { inWords } from './register-words';

const MOST_SHOWN = 20;

const complaintOf = (definition: RegisterDefinition, { problems }: BlockRow, locale: Locale, t: Translate): string =>
  problems
    .map(({ field, problem }) => {
      const known = definition.fields.find(({ key }) => key === field);
      return `${known ? inWords(known.name, locale) : field} ${t(`register.problem_${problem}`)}`;
    })
    .join(t('common.list'));

/** What the pasted block means, before it is sent. */
const Preview = ({ definition }: { definition: RegisterDefinition }) => {
  const t = useText();
  const locale = useLocale();
  const pasted = String(Form.useWatch('pasted') ?? '');
  if (pasted.trim() === '') return null;
  const cells = cellsOfClipboard(pasted);
  const { columns, rows } = readBlock(definition, cells);
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  const unknown = columns.flatMap((column, index) => (column ? [] : [cells[0]?.[index] ?? ''])).filter(Boolean);
  return (
    <div role="status">
      <p>{t('register.pasteRead', { n: rows.length - wrong.length })}</p>
      {unknown.length > 0 ? (
        <p className="lt-2">{t('register.pasteUnknown', { names: unknown.join(t('common.list')) })}</p>
      ) : null}
      {wrong.length > 0 ? (
        <>
          <p className="lt-error">{t('register.pasteWrong', { n: wrong.length })}</p>
          <ul>
            {wrong.slice(0, MOST_SHOWN).map((row) => (
              <li key={row.row}>
                {t('register.pasteRow', { row: row.row })} {complaintOf(definition, row, locale, t)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
};

interface PasteDrawerProps {
  definition: RegisterDefinition;
  open: boolean;
  onClose: () => void;
}

/** Rows copied in Excel, entered all at once or not at all. */
export const PasteDrawer = ({ definition, open, onClose }: PasteDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const label = t('register.pasteLabel');
  return (
    <FormDrawer<{ pasted: string }>
      open={open}
      onClose={onClose}
      width={640}
      title={t('register.pasteTitle', { name: inWords(definition.name, locale) })}
      submitLabel={t('register.enter')}
      fieldLabels={{ pasted: label, cells: label }}
      onSubmit={async ({ pasted }, idempotencyKey) => {
        const input = { code: definition.code, cells: cellsOfClipboard(pasted) };
        const counts = await client.register.enterRows.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('register.pasteDone', counts) });
        revalidate();
      }}
    >
      <FormField name="pasted" label={label} required help={t('register.pasteHelp')}>
        <textarea className="lt-input" rows={10} wrap="off" spellCheck={false} />
      </FormField>
      <Preview definition={definition} />
    </FormDrawer>
  );
};

import { useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useFound } from '@/app/lib/use-found';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DepartmentView, HandlerView } from '@/server/domain/filing/department';

type Member = DepartmentView['members'][number];

const nameOf = ({ displayName, position }: HandlerView): string =>
  position ? `${displayName} · ${position}` : displayName;

/** People whose name holds the words; the first ones while nothing is typed. */
const useHandlers = (first: readonly HandlerView[], words: string): readonly HandlerView[] => {
  const client = useWorkspaceClient();
  const found = useFound(words, (q) => client.filing.handlers.query({ q }));
  return words === '' ? first : (found ?? first);
};

interface PickerProps {
  id?: string;
  value?: Member[];
  onChange?: (members: Member[]) => void;
  handlers: readonly HandlerView[];
}

/** Those who are chosen stand first and stay while others are looked for. */
const HandlersPicker = ({ id, value = [], onChange, handlers }: PickerProps) => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const found = useHandlers(handlers, typed.trim());
  const chosen = new Set(value.map((member) => member.membershipId));
  const labels = new Map([...handlers, ...found].map((one) => [one.membershipId, nameOf(one)]));
  const rows: Member[] = [...value, ...found.filter((one) => !chosen.has(one.membershipId))];
  const toggle = ({ membershipId, displayName }: Member) =>
    onChange?.(
      chosen.has(membershipId)
        ? value.filter((member) => member.membershipId !== membershipId)
        : [...value, { membershipId, displayName }],
    );
  return (
    <>
      <input
        id={id}
        className="lt-input"
        type="search"
        placeholder={t('filing.handlersSearch')}
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // Enter looks for a person; the form is sent by its button.
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
        }}
      />
      <fieldset className="lt-plain-fieldset" aria-label={t('filing.handlers')}>
        {rows.map((row) => (
          <label key={row.membershipId} className="lt-row lt-pick">
            <input
              type="checkbox"
              className="lt-checkbox"
              checked={chosen.has(row.membershipId)}
              onChange={() => toggle(row)}
            />
            <span>{labels.get(row.membershipId) ?? row.displayName}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
};

/** 兼职档案员 of a department. */
export const HandlersDrawer = (props: {
  department: DepartmentView;
  handlers: readonly HandlerView[];
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { department, handlers } = props;
  return (
    <FormDrawer<{ members: Member[] }>
      open
      onClose={props.onClose}
      title={`${t('filing.handlersAssign')} · ${department.name}`}
      initialValues={{ members: department.members }}
      onSubmit={async ({ members }) => {
        const membershipIds = members.map((member) => member.membershipId);
        await client.filing.assignHandlers.mutate({ departmentId: department.id, membershipIds });
        props.onDone();
      }}
    >
      {handlers.length === 0 ? <p className="lt-note lt-note-attention">{t('filing.handlersNobody')}</p> : null}
      <FormField name="members" label={t('filing.handlers')}>
        <HandlersPicker handlers={handlers} />
      </FormField>
    </FormDrawer>
  );
};

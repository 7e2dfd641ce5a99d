import type { ReactNode } from 'react';
import { FormDrawer } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type {
  AbolishUnitInput,
  CreateUnitInput,
  MoveUnitInput,
  RenameUnitInput,
  TreeNodeView,
} from '@/server/domain/tenancy/supervision';
import { DecreeFields, NameFields, NewUnitFields, SupervisorField } from './unit-fields';

type Client = ReturnType<typeof useWorkspaceClient>;
type Call = { context: { idempotencyKey: string } };

interface ChangeDrawerProps<Values extends object> {
  open: boolean;
  onClose: () => void;
  onDone: () => void;
  title: string;
  initialValues?: Partial<Values>;
  send: (client: Client, values: Values, call: Call) => Promise<unknown>;
  children: ReactNode;
}

const fieldLabels = (t: Translate): Record<string, string> => ({
  name: t('supervision.field_name'),
  shortName: t('supervision.field_shortName'),
  slug: t('supervision.field_slug'),
  kind: t('supervision.field_kind'),
  supervisorId: t('supervision.field_supervisor'),
  effectiveOn: t('supervision.field_effectiveOn'),
  decreeNumber: t('supervision.field_decreeNumber'),
});

/** One change of units: its fields, then date and decree. */
export const ChangeDrawer = <Values extends object>(props: ChangeDrawerProps<Values>) => {
  const { send, onDone, children, initialValues, ...rest } = props;
  const t = useText();
  const today = useToday();
  const toast = useToast();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<Values>
      {...rest}
      fieldLabels={fieldLabels(t)}
      initialValues={{ effectiveOn: today, ...initialValues } as unknown as Partial<Values>}
      onSubmit={async (values, idempotencyKey) => {
        await send(client, values, { context: { idempotencyKey } });
        toast({ text: t('supervision.recorded') });
        onDone();
      }}
    >
      {children}
      <DecreeFields />
    </FormDrawer>
  );
};

export interface OpenDrawerProps {
  units: readonly TreeNodeView[];
  /** The unit that changes; null: closed. */
  unit: TreeNodeView | null;
  onClose: () => void;
  onDone: () => void;
}

export const CreateDrawer = (props: Omit<OpenDrawerProps, 'unit'> & { open: boolean }) => {
  const t = useText();
  const { units, ...rest } = props;
  return (
    <ChangeDrawer<CreateUnitInput>
      {...rest}
      title={t('supervision.createUnit')}
      send={(client, values, call) => client.tenancy.createUnit.mutate(values, call)}
    >
      <NewUnitFields units={units} />
    </ChangeDrawer>
  );
};

export const RenameDrawer = ({ unit, onClose, onDone }: OpenDrawerProps) => {
  const t = useText();
  return (
    <ChangeDrawer<Omit<RenameUnitInput, 'unitId'>>
      key={unit?.tenantId}
      open={unit !== null}
      onClose={onClose}
      onDone={onDone}
      title={t('supervision.renameTitle')}
      initialValues={{ name: unit?.name }}
      send={(client, values, call) =>
        client.tenancy.renameUnit.mutate({ ...values, unitId: unit?.tenantId ?? 0 }, call)
      }
    >
      <NameFields />
    </ChangeDrawer>
  );
};

export const MoveDrawer = ({ units, unit, onClose, onDone }: OpenDrawerProps) => {
  const t = useText();
  return (
    <ChangeDrawer<Omit<MoveUnitInput, 'unitId'>>
      key={unit?.tenantId}
      open={unit !== null}
      onClose={onClose}
      onDone={onDone}
      title={`${t('supervision.moveTitle')}${t('common.colon')}${unit?.name ?? ''}`}
      send={(client, values, call) => client.tenancy.moveUnit.mutate({ ...values, unitId: unit?.tenantId ?? 0 }, call)}
    >
      <SupervisorField units={units.filter((other) => other.tenantId !== unit?.tenantId)} kind={unit?.kind} />
    </ChangeDrawer>
  );
};

export const AbolishDrawer = ({ unit, onClose, onDone }: OpenDrawerProps) => {
  const t = useText();
  return (
    <ChangeDrawer<Omit<AbolishUnitInput, 'unitId'>>
      key={unit?.tenantId}
      open={unit !== null}
      onClose={onClose}
      onDone={onDone}
      title={t('supervision.abolishTitle')}
      send={(client, values, call) =>
        client.tenancy.abolishUnit.mutate({ ...values, unitId: unit?.tenantId ?? 0 }, call)
      }
    >
      <p className="lt-2 lt-form-effect">{t('supervision.abolishText', { name: unit?.name ?? '' })}</p>
    </ChangeDrawer>
  );
};

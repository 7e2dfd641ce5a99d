import { useRevalidator } from '@remix-run/react';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { VisitDetail } from '@/server/domain/use/reading-visit';
import { EffectDrawer } from './effect-drawer';
import { VisitDialog } from './visit-dialog';
import { VisitFormDrawer, type VisitFormValues, visitToForm } from './visit-form-drawer';

export type VisitLayer = { kind: 'register' } | { kind: 'correct' | 'void' | 'effect'; visit: VisitDetail } | null;

interface VisitLayersProps {
  layer: VisitLayer;
  setLayer: (layer: VisitLayer) => void;
  /** The line that the address names. */
  shown: VisitDetail | null;
  onCloseShown: () => void;
}

/** What lies over the register: the form, the correction, the question before striking out, one line in full. */
export const VisitLayers = ({ layer, setLayer, shown, onCloseShown }: VisitLayersProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const canChange = useCan('use.register');
  const { revalidate } = useRevalidator();
  const close = () => setLayer(null);
  const took = (text: string) => {
    toast({ text });
    revalidate();
  };
  const fresh: Partial<VisitFormValues> = {
    visitedOn: today,
    personCount: 1,
    visitorKind: 'citizen',
    channel: 'onsite',
    purpose: 'work',
    result: 'found',
  };
  return (
    <>
      <VisitFormDrawer
        open={layer?.kind === 'register'}
        onClose={close}
        title={t('use.register')}
        initialValues={fresh}
        onSubmit={async (input, idempotencyKey) => {
          await client.use.registerVisit.mutate(input, { context: { idempotencyKey } });
          took(t('use.registered'));
        }}
      />
      {layer?.kind === 'correct' ? (
        <VisitFormDrawer
          open
          onClose={close}
          title={t('use.correctTitle')}
          initialValues={visitToForm(layer.visit)}
          asksReason
          onSubmit={async (input, _key, reason) => {
            const { id: visitId, rowVersion } = layer.visit;
            await client.use.correctVisit.mutate({ ...input, visitId, rowVersion, reason });
            took(t('use.corrected'));
          }}
        />
      ) : null}
      {layer?.kind === 'void' ? (
        <ReasonDrawer
          open
          onClose={close}
          title={t('use.voidTitle')}
          effect={t('use.voidText')}
          label={t('use.reason')}
          act={t('use.void')}
          onSubmit={async (reason) => {
            const { id: visitId, rowVersion } = layer.visit;
            await client.use.voidVisit.mutate({ visitId, rowVersion, reason });
            took(t('use.voided'));
          }}
        />
      ) : null}
      {layer?.kind === 'effect' ? (
        <EffectDrawer
          onClose={close}
          about={{
            visitId: layer.visit.id,
            userName: layer.visit.visitorName,
            userUnit: layer.visit.visitorUnit ?? '',
            question: layer.visit.subject,
          }}
        />
      ) : null}
      {shown && layer === null ? (
        <VisitDialog
          visit={shown}
          onClose={onCloseShown}
          canChange={canChange}
          onCorrect={() => setLayer({ kind: 'correct', visit: shown })}
          onVoid={() => setLayer({ kind: 'void', visit: shown })}
          onEffect={() => setLayer({ kind: 'effect', visit: shown })}
        />
      ) : null}
    </>
  );
};

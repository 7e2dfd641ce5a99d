import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { INCIDENT_STATUS, reasonText } from '@/app/features/digital/fixity/incident-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { IncidentDetail } from '@/server/domain/digital/fixity';

export const handle: ScreenHandle<IncidentDetail> = {
  crumbs: ({ data, params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('fixity.title'), to: `/w/${params.slug}/digital/fixity` },
    { label: t('fixity.incidents'), to: `/w/${params.slug}/digital/incidents` },
    { label: data?.referenceCode ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.incidentId ?? '';
  if (!UUID.test(id)) throw notFound(context.requestId);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').fixity.incidentById({ id }));
};

const Quarantine = ({ incident, onRelease }: { incident: IncidentDetail; onRelease: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const canWrite = useCan('digital.write');
  const canRelease = useCan('digital.release');
  const { id, quarantine } = incident;
  if (!quarantine) return null;
  return (
    <>
      {canWrite ? (
        <Button
          icon="refresh"
          busy={busy}
          onClick={() => void act(() => client.fixity.rescan.mutate({ id }), { done: t('fixity.rescanStarted') })}
        >
          {t('fixity.rescan')}
        </Button>
      ) : null}
      {canRelease && quarantine.isReleasable ? (
        <Button look="primary" onClick={onRelease}>
          {t('fixity.release')}
        </Button>
      ) : null}
    </>
  );
};

/** What is known of the quarantine, as facts; none for any other fault. */
const quarantineFacts = ({ quarantine }: IncidentDetail, t: Translate): [string, string][] => {
  if (!quarantine) return [];
  const { foundWith, rescan } = quarantine;
  const said = rescan
    ? t(`fixity.rescanText_${rescan.state}`, {
        at: formatIsoDateTime(rescan.at),
        signatures: rescan.signatures ?? t('fixity.foundWithUnknown'),
      })
    : t('fixity.rescanNone');
  return [
    [t('fixity.foundWith'), foundWith ?? t('fixity.foundWithUnknown')],
    [t('fixity.rescanned'), said],
  ];
};

const Acts = ({ incident, onAccept }: { incident: IncidentDetail; onAccept: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { membership } = useWorkspace();
  const { act, busy } = useAct();
  const { id, rowVersion, itemId, repair } = incident;
  const isMine = incident.state === 'handling' && incident.ownerName === membership.displayName;
  return (
    <>
      <Button onClick={onAccept}>{t('fixity.accept')}</Button>
      <Button
        icon="refresh"
        busy={busy}
        onClick={() => void act(() => client.fixity.startSweep.mutate({ itemId }), { done: t('fixity.started') })}
      >
        {t('fixity.recheck')}
      </Button>
      {isMine ? null : (
        <Button
          icon="user"
          busy={busy}
          onClick={() =>
            void act(() => client.fixity.takeOver.mutate({ id, rowVersion }), { done: t('fixity.takenOver') })
          }
        >
          {t('fixity.takeOver')}
        </Button>
      )}
      {repair ? (
        <Button
          look="primary"
          busy={busy}
          onClick={() => void act(() => client.fixity.repair.mutate({ id }), { done: t('fixity.repairStarted') })}
        >
          {t(`fixity.repair_${repair}`)}
        </Button>
      ) : null}
    </>
  );
};

export default function Incident() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const incident = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canWrite = useCan('digital.write');
  const [asked, setAsked] = useState<'accept' | 'release' | null>(null);
  const { id, rowVersion } = incident;
  const isSettled = incident.closedAt !== null;
  const isActive = canWrite && !isSettled;
  const time = (value: string | null) => (value ? formatIsoDateTime(value) : null);
  return (
    <div className="lt-page">
      <PageHeader
        title={`${t(`fixity.kind_${incident.kind}`)} ${incident.fileName ?? ''}`}
        lead={<Status kind={INCIDENT_STATUS[incident.state]}>{t(`fixity.state_${incident.state}`)}</Status>}
        actions={
          isActive || incident.quarantine ? (
            <>
              {isActive ? <Acts incident={incident} onAccept={() => setAsked('accept')} /> : null}
              <Quarantine incident={incident} onRelease={() => setAsked('release')} />
            </>
          ) : null
        }
      />
      {incident.quarantine ? (
        <p className="lt-note lt-note-attention">
          {t(incident.quarantine.isReleasable ? 'fixity.quarantineReady' : 'fixity.quarantineWait')}
        </p>
      ) : null}
      {!isSettled && incident.repair === null && !incident.quarantine ? (
        <p className="lt-note lt-note-attention">{t('fixity.repairNone')}</p>
      ) : null}
      <FactList
        isWide
        facts={[
          [
            t('fixity.record'),
            <Link key="record" to={`/w/${slug}/archives/${incident.itemId}`}>
              {incident.referenceCode}
            </Link>,
          ],
          [t('fixity.recordTitle'), incident.title],
          [t('fixity.file'), incident.fileName ?? t('fixity.fileNone')],
          [t('fixity.path'), <code key="path">{incident.path}</code>],
          [t('fixity.owner'), incident.ownerName ?? t('fixity.ownerNone')],
          [t('fixity.foundAt'), time(incident.foundAt)],
          [t('fixity.seenAt'), time(incident.seenAt)],
          [t('fixity.expected'), incident.expectedSha256 ? <code key="sha">{incident.expectedSha256}</code> : null],
          [t('fixity.found'), incident.foundSha256 ? <code key="now">{incident.foundSha256}</code> : null],
          ...quarantineFacts(incident, t),
          [t('fixity.closedAt'), time(incident.closedAt)],
          [t('fixity.closedBy'), isSettled ? (incident.closedByName ?? t('fixity.closedBySweep')) : null],
          [t('fixity.reason'), reasonText(incident, t)],
        ]}
      />
      <ReasonDrawer
        open={asked === 'accept'}
        onClose={() => setAsked(null)}
        title={t('fixity.acceptTitle')}
        effect={t('fixity.acceptEffect')}
        label={t('fixity.acceptReason')}
        act={t('fixity.accept')}
        onSubmit={async (reason) => {
          await client.fixity.accept.mutate({ id, rowVersion, reason });
          setAsked(null);
          toast({ text: t('fixity.accepted') });
          revalidate();
        }}
      />
      <ReasonDrawer
        open={asked === 'release'}
        onClose={() => setAsked(null)}
        title={t('fixity.releaseTitle')}
        effect={t('fixity.releaseEffect')}
        label={t('fixity.releaseReason')}
        act={t('fixity.release')}
        onSubmit={async (reason) => {
          await client.fixity.release.mutate({ id, rowVersion, reason });
          setAsked(null);
          toast({ text: t('fixity.released') });
          revalidate();
        }}
      />
    </div>
  );
}

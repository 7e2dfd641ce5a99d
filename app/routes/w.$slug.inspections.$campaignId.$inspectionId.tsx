import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { CaseFile } from '@/app/features/inspection/case-file';
import { CataloguePanel, type PinnedRecord } from '@/app/features/inspection/catalogue-panel';
import { ChangeDay } from '@/app/features/inspection/change-day';
import { ChecklistPanel } from '@/app/features/inspection/checklist-panel';
import { CloseDrawer } from '@/app/features/inspection/close-drawer';
import { FindingEditor } from '@/app/features/inspection/finding-editor';
import { FindingList } from '@/app/features/inspection/finding-list';
import { InspectionStatus } from '@/app/features/inspection/inspection-columns';
import { InspectionDocuments } from '@/app/features/inspection/inspection-documents';
import { LookBackPanel } from '@/app/features/inspection/look-back-panel';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { InspectionClosure } from '@/server/domain/inspection/closure';
import type { FindingView } from '@/server/domain/inspection/finding';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import type { OfficialDocumentView } from '@/server/domain/inspection/official-document';
import { takesFindings } from '@/server/domain/inspection/vocabulary';

interface Data {
  inspection: InspectionView;
  closure: InspectionClosure;
  documents: OfficialDocumentView[];
  /** The bureau's own, for the case file. */
  fonds: FondsView[];
  /** Read by the frame: the banner over everything that shows another unit's records. */
  grant: GrantInUse | null;
}

export const handle: ScreenHandle<Data> = {
  rail: true,
  crumbs: ({ data, params }, t) => {
    const base = `/w/${params.slug}/inspections`;
    return [
      { label: t('inspection.title'), to: base },
      { label: data?.inspection.campaignTitle ?? '', to: `${base}/${params.campaignId}` },
      { label: data?.inspection.subjectName ?? '' },
    ];
  },
};

/** Whether this person may read the unit's catalogue now. */
const readsCatalogue = ({ isMine, grant, subjectSlug }: InspectionView): boolean =>
  isMine && subjectSlug !== null && grant?.isLive === true && grant.recordClasses.includes('archive');

const readsRegisters = ({ isMine, grant, subjectSlug }: InspectionView): boolean =>
  isMine &&
  subjectSlug !== null &&
  grant?.isLive === true &&
  (grant.recordClasses.includes('storage') || grant.recordClasses.includes('register'));

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Data> => {
  const { slug = '', campaignId = '', inspectionId = '' } = params;
  const asked = { request, context };
  const api = context.api.workspace(slug);
  const inspection = await loadOrThrow(asked, api.inspection.byId({ inspectionId }));
  const isClosed = inspection.state === 'closed';
  const { grant, subjectName: unitName } = inspection;
  const leaveTo = `/w/${slug}/inspections/${campaignId}`;
  return {
    inspection,
    closure: await loadOrThrow(asked, api.closure.ofInspection({ inspectionId })),
    documents: await loadOrThrow(asked, api.documents.ofInspection({ inspectionId })),
    fonds: isClosed ? await loadOrThrow(asked, api.archive.fonds()) : [],
    grant:
      grant && readsCatalogue(inspection) ? { unitName, reason: grant.reason, validTo: grant.validTo, leaveTo } : null,
  };
};

const IssueButton = ({ inspection }: { inspection: InspectionView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  const n = inspection.findings.filter((finding) => finding.state === 'draft').length;
  if (n === 0) {
    return null;
  }
  return (
    <>
      <Button look="primary" icon="send" onClick={() => setAsking(true)}>
        {t('inspection.issue', { n })}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('inspection.issueTitle')}
        effect={t('inspection.issueEffect', { unit: inspection.subjectName, n })}
        count={n}
        act={t('inspection.issue', { n })}
        onConfirm={async () => {
          const { documentNumbers } = await client.inspection.issueFindings.mutate({ inspectionId: inspection.id });
          toast({ text: t('inspection.issued', { n: documentNumbers.length }) });
          revalidate();
        }}
      />
    </>
  );
};

const Actions = ({ inspection }: { inspection: InspectionView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [closing, setClosing] = useState(false);
  const runs = takesFindings(inspection.state) && inspection.isMine;
  const mayPlan = useCan('inspection.plan');
  const isSettled = inspection.findings.every((finding) => finding.state === 'verified');
  return (
    <>
      <ButtonLink to={`/w/${slug}/inspections/${inspection.campaignId}/${inspection.id}/onsite`}>
        {t('onsite.recordTitle')}
      </ButtonLink>
      {readsRegisters(inspection) ? (
        <ButtonLink to={`/w/${slug}/granted/${inspection.subjectSlug}/registers`}>
          {t('grant.registersTitle')}
        </ButtonLink>
      ) : null}
      {inspection.hasRecord ? (
        <a
          className="lt-btn"
          href={downloadPath(slug, 'inspection.downloadRecord', { inspectionId: inspection.id })}
          download
        >
          <Icon name="download" />
          <span>{t('inspection.downloadRecord')}</span>
        </a>
      ) : null}
      <Link className="lt-btn" to={`/w/${slug}/inspections/${inspection.campaignId}/${inspection.id}/review`}>
        {t('checklist.review')}
      </Link>
      {inspection.state === 'noticed' && mayPlan ? <ChangeDay inspection={inspection} /> : null}
      {runs && isSettled ? <Button onClick={() => setClosing(true)}>{t('inspection.close')}</Button> : null}
      {runs ? <IssueButton inspection={inspection} /> : null}
      <CloseDrawer inspection={inspection} open={closing} onClose={() => setClosing(false)} />
    </>
  );
};

const Lead = ({ inspection }: { inspection: InspectionView }) => {
  const t = useText();
  const locale = useLocale();
  const facts = [
    inspection.noticeNumber,
    inspection.acknowledgedAt
      ? t('inspection.acknowledgedAt', { time: formatDateTime(inspection.acknowledgedAt, locale) })
      : t('inspection.notAcknowledged'),
    inspection.scheduledOn,
    inspection.inspectors.map((person) => person.name).join(t('common.list')),
    inspection.jointPeople.map((person) => `${person.name}（${person.authority}）`).join(t('common.list')),
    inspection.result ? t(`inspection.result_${inspection.result}`) : null,
  ];
  return (
    <>
      <InspectionStatus state={inspection.state} t={t} />
      {`${t('common.comma')}${facts.filter(Boolean).join(t('common.comma'))}`}
    </>
  );
};

const Middle = ({
  inspection,
  pinned,
  onPin,
}: {
  inspection: InspectionView;
  pinned: PinnedRecord | null;
  onPin: (record: PinnedRecord) => void;
}) => {
  const t = useText();
  if (inspection.subjectSlug !== null && readsCatalogue(inspection)) {
    return <CataloguePanel unitSlug={inspection.subjectSlug} pinned={pinned} onPin={onPin} />;
  }
  const why = inspection.isMine ? 'catalogueClosed' : 'catalogueNotMine';
  return <Empty icon="shield" title={t(`inspection.${why}`)} text={t(`inspection.${why}Text`)} />;
};

export default function Inspection() {
  const { inspection, closure, documents, fonds } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const [pinned, setPinned] = useState<PinnedRecord | null>(null);
  const [editing, setEditing] = useState<FindingView | null>(null);
  const mayWrite = inspection.isMine && takesFindings(inspection.state);
  const item = params.get('item') ?? inspection.checklist[0]?.code ?? null;
  const form = mayWrite ? (
    <FindingEditor
      key="form"
      inspection={inspection}
      pinned={pinned}
      onUnpin={() => setPinned(null)}
      editing={editing}
      onEdited={() => setEditing(null)}
    />
  ) : null;
  // Once the findings are out the answers are what the inspector comes for.
  const list = (
    <FindingList key="list" findings={inspection.findings} closure={closure} mayWrite={mayWrite} onEdit={setEditing} />
  );
  return (
    <div className="lt-page lt-review">
      <PageHeader
        title={inspection.subjectName}
        lead={<Lead inspection={inspection} />}
        actions={<Actions inspection={inspection} />}
      />
      <div className={`lt-review-columns ${mayWrite ? '' : 'lt-review-read'}`}>
        <ChecklistPanel
          name={inspection.checklistName}
          items={inspection.checklist}
          findings={inspection.findings}
          current={item}
        />
        <div className="lt-review-middle">
          <Middle inspection={inspection} pinned={pinned} onPin={setPinned} />
        </div>
        <div className="lt-review-side">
          {inspection.conclusion ? <p className="lt-note">{inspection.conclusion}</p> : null}
          {inspection.state === 'closed' ? (
            <CaseFile
              inspectionId={inspection.id}
              caseFile={closure.caseFile}
              fonds={fonds}
              mayWrite={inspection.isMine}
            />
          ) : null}
          {closure.lookBack.length > 0 ? (
            <LookBackPanel
              inspectionId={inspection.id}
              items={closure.lookBack}
              mayWrite={mayWrite}
              suggestedDueOn={inspection.suggestedDueOn}
            />
          ) : null}
          {inspection.state === 'rectifying' ? [list, form] : [form, list]}
          <InspectionDocuments inspectionId={inspection.id} documents={documents} mayWrite={inspection.isMine} />
        </div>
      </div>
    </div>
  );
}

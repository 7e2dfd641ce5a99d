import { FactList } from '@/app/components/fact-list';
import { booksScope, registerScope } from '@/app/features/grant/grant-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatDateTime } from '@/app/lib/format';
import type { NoticeBody, ReceivedView } from '@/server/domain/inspection/received';
import type { CampaignKind, InspectionResult } from '@/server/domain/inspection/vocabulary';
import type { GrantRegister, RecordClass } from '@/server/domain/tenancy/grant-vocabulary';
import { DownloadDraw } from './download-draw';

const scopeOf = (notice: NoticeBody, t: ReturnType<typeof useText>): string =>
  [
    ...notice.scope.recordClasses.map((recordClass) => t(`inspection.recordClass_${recordClass as RecordClass}`)),
    t('inspection.yearsBetween', { from: String(notice.scope.yearFrom), to: String(notice.scope.yearTo) }),
    ...(notice.scope.categoryCodes ?? []),
    ...(notice.scope.registers
      ? [registerScope({ registers: notice.scope.registers as GrantRegister[], roomCodes: notice.scope.roomCodes }, t)]
      : []),
    ...(notice.scope.registerCodes ? [booksScope(notice.scope.registerCodes, t)] : []),
  ].join(t('common.list'));

type Draw = NonNullable<NoticeBody['draw']>;
const poolOf = (draw: Draw): string[] => ('version' in draw ? draw.strata.flatMap(({ units }) => units) : draw.pool);
const drawnOf = (draw: Draw): string[] => ('version' in draw ? draw.drawn.map(({ unit }) => unit) : draw.drawn);

/** 检查通知书: why, when, who comes, what they may read, what to have at hand, how the unit was drawn. */
export const NoticeFacts = ({ notice }: { notice: NoticeBody }) => {
  const t = useText();
  const locale = useLocale();
  const { draw, scope } = notice;
  return (
    <>
      <FactList
        facts={[
          [t('inspection.legalBasis'), notice.legalBasis],
          [t('inspection.kind'), t(`inspection.kind_${notice.method as CampaignKind}`)],
          [t('inspection.scheduledOn'), formatDate(notice.scheduledOn, locale)],
          [t('inspection.inspectors'), notice.inspectors.map((person) => person.name).join(t('common.list'))],
          [t('inspection.scope'), scopeOf(notice, t)],
          [
            t('inspection.validity'),
            t('inspection.validityValue', {
              from: formatDateTime(scope.validFrom, locale),
              to: formatDateTime(scope.validTo, locale),
            }),
          ],
          [t('inspection.reason'), notice.reason],
          [t('inspectionPlan.joint'), notice.jointPartners.join(t('common.list'))],
          [
            t('inspection.jointPeople'),
            notice.jointPeople
              .map(({ name, authority, certificate, duty }) =>
                [name, authority, certificate, duty].filter(Boolean).join(' '),
              )
              .join(t('common.list')),
          ],
          [t('inspectionPlan.leadReasonRead'), notice.leadReason],
          [
            t('inspection.materials'),
            <ul key="materials">
              {notice.materials.map((material) => (
                <li key={material}>{material}</li>
              ))}
            </ul>,
          ],
          [t('inspection.contact'), notice.contact],
          [t('inspection.issuedBy'), notice.issuedBy],
          [t('inspection.issuedOn'), formatDate(notice.issuedOn, locale)],
        ]}
      />
      {draw ? (
        <details className="lt-section">
          <summary className="lt-link">{t('inspection.drawRecord')}</summary>
          <FactList
            facts={[
              [
                t('inspection.seedText'),
                <code key="text" className="lt-code">
                  {draw.seedText}
                </code>,
              ],
              [
                t('inspection.seed'),
                <code key="seed" className="lt-code">
                  {draw.seed}
                </code>,
              ],
              [t('inspection.poolList'), poolOf(draw).join(t('common.list'))],
              [t('inspection.drawnMark'), drawnOf(draw).join(t('common.list'))],
            ]}
          />
          {'version' in draw ? <DownloadDraw sheet={draw} title={notice.campaignTitle} /> : null}
          <p className="lt-3">{t('inspection.verifyHint')}</p>
        </details>
      ) : null}
    </>
  );
};

export const FindingFacts = ({ finding }: { finding: NonNullable<ReceivedView['finding']> }) => {
  const t = useText();
  return (
    <FactList
      facts={[
        [t('inspection.document'), t(`inspection.document_${finding.documentCode}`)],
        [t('inspection.noticeNumber'), finding.noticeNumber],
        [t('inspection.checklistItem'), `${finding.checklistCode} ${finding.checklistText}`],
        [t('inspection.severity'), t(`inspection.severity_${finding.severity}`)],
        [t('inspection.fact'), finding.fact],
        [t('inspection.record'), finding.pinned ? `${finding.pinned.referenceCode} ${finding.pinned.title}` : null],
        ...(finding.pinnedFacts ?? []).map(({ label, value }): [string, string] => [label, value]),
        [t('inspection.basis'), finding.basis],
        [t('inspection.requirement'), finding.requirement],
        [t('inspection.legalBasis'), finding.legalBasis],
        [t('inspection.consequence'), finding.consequence],
      ]}
    />
  );
};

export const RecordFacts = ({ record }: { record: NonNullable<ReceivedView['record']> }) => {
  const t = useText();
  return (
    <FactList
      facts={[
        [t('inspection.noticeNumber'), record.noticeNumber],
        [t('inspection.result'), t(`inspection.result_${record.result as InspectionResult}`)],
        [t('inspection.conclusion'), record.conclusion],
        [t('inspection.findings'), t('inspection.findingsCount', { n: record.findings })],
        [
          t('district.score'),
          record.score === null ? null : [String(record.score), record.grade].filter(Boolean).join(' · '),
        ],
      ]}
    />
  );
};

export const ExtensionFacts = ({ extension }: { extension: NonNullable<ReceivedView['extension']> }) => {
  const t = useText();
  const { granted, until, reason } = extension;
  return (
    <p>
      {granted
        ? t('closure.extensionGranted', { date: until ?? '', reason })
        : t('closure.extensionRefused', { reason })}
    </p>
  );
};

export const VerificationFacts = ({ verification }: { verification: NonNullable<ReceivedView['verification']> }) => {
  const t = useText();
  return (
    <FactList
      facts={[
        [
          t('inspection.verify'),
          t(verification.accepted ? 'inspection.verdictAccepted' : 'inspection.verdictReturned'),
        ],
        [t('inspection.verifyReason'), verification.reason],
      ]}
    />
  );
};

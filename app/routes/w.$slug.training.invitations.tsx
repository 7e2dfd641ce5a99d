import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { KeysetPager } from '@/app/components/keyset-pager';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { CheckInForm } from '@/app/features/training/check-in-form';
import { EnrolPanel } from '@/app/features/training/enrol-panel';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import { useKeptCheckIns } from '@/app/features/training/use-kept-check-ins';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatIsoDateTime, formatNumber, formatTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { InvitationView, OwnAttendanceView } from '@/server/domain/training/course-attendance';
import type { CandidateView } from '@/server/domain/training/enrolment';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('training.notices') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { training, enrolment, workspace } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const page = pageOfParams(search);
  if (search.get('tab') === 'own') {
    return { tab: 'own' as const, own: await loadOrThrow(asked, training.ownAttendance(page)) };
  }
  const { permissions } = await loadOrThrow(asked, workspace.current());
  return {
    tab: 'notices' as const,
    notices: await loadOrThrow(asked, training.invitations(page)),
    candidates: permissions.includes('training.manage') ? await loadOrThrow(asked, enrolment.candidates()) : null,
  };
};

const CheckInState = ({ invitation, scanned }: { invitation: InvitationView; scanned: string }) => {
  const t = useText();
  if (invitation.change === 'cancelled') {
    return <Status kind="attention">{t('training.cancelled')}</Status>;
  }
  if (invitation.checkedInAt) {
    return <Status kind="done">{t('training.checkedInAt', { time: formatTime(invitation.checkedInAt) })}</Status>;
  }
  if (invitation.isOver) {
    return <Status kind="none">{t('training.over')}</Status>;
  }
  return <CheckInForm invitationId={invitation.id} scanned={scanned} />;
};

interface InvitationProps {
  invitation: InvitationView;
  scanned: string;
  /** Null for those who only check in. */
  candidates: readonly CandidateView[] | null;
}

const Invitation = ({ invitation, scanned, candidates }: InvitationProps) => {
  const t = useText();
  const locale = useLocale();
  const { heldOn, place, hours, mode, checkedInCount, startsAt, speaker, posts, capacity, enrolBy, audience } =
    invitation;
  const when = [formatDate(heldOn, locale), startsAt].filter(Boolean).join(' ');
  const facts = [when, place, t('training.hoursValue', { n: hours }), t(`training.mode_${mode}`), speaker];
  const names = posts.map((post) => t(`hours.post_${post}`)).join(t('common.list'));
  const terms = [
    audience ? t('training.audienceValue', { audience }) : null,
    names ? t('training.postsValue', { posts: names }) : null,
    capacity ? t('training.capacityValue', { n: capacity }) : null,
    enrolBy ? t('training.enrolByValue', { date: formatDate(enrolBy, locale) }) : null,
  ].filter(Boolean);
  return (
    <li className="lt-invitation">
      <div>
        <h2>{invitation.title}</h2>
        {invitation.change === 'changed' ? <p className="lt-strong">{t('training.changedSince')}</p> : null}
        <p>{facts.filter(Boolean).join(' · ')}</p>
        {terms.length > 0 ? <p className="lt-2">{terms.join(' · ')}</p> : null}
        <p className="lt-3">
          {t('training.fromOrganiser', { name: invitation.organiserName })}
          {checkedInCount > 0 ? ` · ${t('training.checkedInCount', { n: checkedInCount })}` : null}
        </p>
        {candidates && invitation.change !== 'cancelled' ? (
          <EnrolPanel invitation={invitation} candidates={candidates} />
        ) : null}
      </div>
      <div className="lt-invitation-act">
        <CheckInState invitation={invitation} scanned={scanned} />
      </div>
    </li>
  );
};

const ownColumns = (t: Translate): Column<OwnAttendanceView>[] => [
  { key: 'person', title: t('training.person'), render: (row) => row.personName, width: '120px' },
  { key: 'title', title: t('training.name'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  { key: 'heldOn', title: t('training.heldOn'), render: (row) => row.heldOn, width: '112px' },
  { key: 'hours', title: t('training.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '72px' },
  { key: 'organiser', title: t('training.organiser'), render: (row) => row.organiserName, width: '200px' },
  { key: 'time', title: t('training.time'), render: (row) => formatIsoDateTime(row.checkedInAt), width: '152px' },
];

export default function TrainingInvitations() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useKeptCheckIns();
  return (
    <div className="lt-page">
      <PageHeader title={t('training.notices')} lead={t('training.noticesLead')} />
      <TrainingTabs />
      <div className="lt-second-tabs">
        <Segments
          name="tab"
          label={t('training.notices')}
          segments={[
            { value: 'notices', label: t('training.tabNotices') },
            { value: 'own', label: t('training.tabOwn') },
          ]}
        />
      </div>
      {data.tab === 'own' ? (
        <DataTable
          name="own-attendance"
          caption={t('training.ownCaption')}
          columns={ownColumns(t)}
          rows={data.own.rows}
          page={data.own.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${row.personName} ${row.title}`}
          empty={<Empty icon="cap" title={t('training.ownEmpty')} text={t('training.ownEmptyText')} />}
        />
      ) : data.notices.rows.length === 0 ? (
        <Empty icon="cap" title={t('training.noticesEmpty')} text={t('training.noticesEmptyText')} />
      ) : (
        <>
          <ul>
            {data.notices.rows.map((invitation) => (
              <Invitation
                key={invitation.id}
                invitation={invitation}
                scanned={params.get('code') ?? ''}
                candidates={data.candidates}
              />
            ))}
          </ul>
          <KeysetPager page={data.notices.page} shown={data.notices.rows.length} />
        </>
      )}
    </div>
  );
}

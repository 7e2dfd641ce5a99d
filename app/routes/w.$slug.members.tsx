import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { InvitationLinks } from '@/app/features/member/invitation-link';
import { InviteDrawer, type NewInvitation } from '@/app/features/member/invite-drawer';
import { MEMBER_STATUS, roleNames } from '@/app/features/member/member-labels';
import { OpenInvitations } from '@/app/features/member/open-invitations';
import { RolesDrawer } from '@/app/features/member/roles-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MemberState, MemberView } from '@/server/domain/tenancy/member';
import { type Role, rolesFor } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('member.title') }] };

const STATES = ['pending', 'active', 'ended'] as const satisfies readonly MemberState[];

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { tenancy, workspace } = context.api.workspace(params.slug ?? '');
  const asked = { request, context };
  const query = {
    search: search.get('q') || undefined,
    state: STATES.find((state) => state === search.get('state')),
    role: (search.get('role') || undefined) as Role | undefined,
    ...pageOfParams(search),
  };
  const { permissions } = await loadOrThrow(asked, workspace.current());
  const [members, invitations] = await Promise.all([
    loadOrThrow(asked, tenancy.members(query)),
    permissions.includes('member.invite') ? loadOrThrow(asked, tenancy.invitations()) : [],
  ]);
  return { ...members, invitations };
};

const filtersOf = (kind: TenantKind, t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('member.filterState'),
    options: STATES.map((value) => ({ value, label: t(`member.state_${value}`) })),
  },
  {
    name: 'role',
    label: t('member.filterRole'),
    options: rolesFor(kind).map((value) => ({ value, label: t(`tenancy.role_${value}`) })),
  },
];

const columnsOf = (t: Translate): Column<MemberView>[] => [
  {
    key: 'name',
    title: t('member.column_name'),
    render: (member) => (
      <>
        <strong className="lt-strong">{member.displayName}</strong>
        {member.isSelf ? <span className="lt-3"> {t('member.self')}</span> : null}
      </>
    ),
    width: '160px',
    onPhone: 'title',
  },
  { key: 'position', title: t('member.column_position'), render: (member) => member.position ?? '—', width: '200px' },
  { key: 'roles', title: t('member.column_roles'), render: (member) => roleNames(member.roles, t), truncate: true },
  {
    key: 'state',
    title: t('member.column_state'),
    render: (member) => <Status kind={MEMBER_STATUS[member.state]}>{t(`member.state_${member.state}`)}</Status>,
    width: '120px',
  },
  {
    key: 'since',
    title: t('member.column_since'),
    render: (member) => formatIsoDate(member.createdAt),
    width: '112px',
  },
  {
    key: 'until',
    title: t('member.column_until'),
    render: (member) => (member.validTo ? formatIsoDate(member.validTo) : '—'),
    width: '112px',
    hiddenAtFirst: true,
  },
];

const EndConfirm = (props: { member: MemberView | null; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { member, onClose, onDone } = props;
  return (
    <Confirm
      open={member !== null}
      onClose={onClose}
      title={t('member.endTitle')}
      effect={t('member.endEffect', { name: member?.displayName ?? '' })}
      act={t('member.end')}
      onConfirm={async () => {
        if (member) {
          await client.tenancy.endMembership.mutate({ membershipId: member.id, rowVersion: member.rowVersion });
          toast({ text: t('member.ended') });
          onDone();
        }
      }}
    />
  );
};

type Layer = { kind: 'invite' } | { kind: 'roles' | 'end'; member: MemberView } | null;

export default function Members() {
  const t = useText();
  const { rows, page, invitations } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const { revalidate } = useRevalidator();
  const { kind } = useWorkspace().tenant;
  const [mayInvite, mayAssign] = [useCan('member.invite'), useCan('member.assignRoles')];
  const [layer, setLayer] = useState<Layer>(params.has('new') ? { kind: 'invite' } : null);
  const [made, setMade] = useState<NewInvitation[]>([]);
  const filters = filtersOf(kind, t);
  const close = () => {
    setLayer(null);
    if (params.has('new')) {
      setParams({}, { replace: true, preventScrollReset: true });
    }
  };
  const memberOf = (name: 'roles' | 'end') => (layer?.kind === name ? layer.member : null);
  const invite = (
    <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'invite' })}>
      {t('member.invite')}
    </Button>
  );
  return (
    <div className="lt-page">
      <PageHeader title={t('member.title')} lead={t('member.lead')} actions={mayInvite ? invite : undefined} />
      <DataTable
        name="members"
        caption={t('member.caption')}
        lead={<SearchBar placeholder={t('member.search')} filters={filters} />}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(member) => member.id}
        rowLabel={(member) => member.displayName}
        rowActions={(member) =>
          member.isSelf || member.state === 'ended' ? null : (
            <>
              {mayAssign ? (
                <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'roles', member })}>
                  {t('member.roles')}
                </button>
              ) : null}
              {mayInvite ? (
                <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'end', member })}>
                  {t('member.end')}
                </button>
              ) : null}
            </>
          )
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('member.empty')} text={t('member.emptyText')} />}
      />
      <OpenInvitations invitations={invitations} onChanged={revalidate} />
      {mayInvite ? (
        <InviteDrawer
          open={layer?.kind === 'invite'}
          onClose={close}
          onInvited={(invitation) => {
            setMade([invitation]);
            revalidate();
          }}
        />
      ) : null}
      <InvitationLinks invitations={made} onClose={() => setMade([])} />
      <RolesDrawer member={memberOf('roles')} onClose={close} onDone={revalidate} />
      <EndConfirm member={memberOf('end')} onClose={close} onDone={revalidate} />
    </div>
  );
}

import { useNavigate } from '@remix-run/react';
import { Button } from '@/app/components/button';
import type { Selection } from '@/app/components/data-table';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import type { CheckScope } from '@/server/domain/archive/check-run';

/** The list as a scope: the whole unit and a whole year by name, so that their runs can be compared. */
const scopeOfList = (filters: ItemFilters): CheckScope => {
  const { fondsId, filingYear, ...others } = filters;
  const isNarrowed = Object.values(others).some((value) => value !== undefined && value !== '');
  if (isNarrowed) return { kind: 'list', filters };
  return filingYear === undefined ? { kind: 'unit', fondsId } : { kind: 'year', filingYear, fondsId };
};

const useStartCheck = () => {
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const start = (scope: CheckScope) =>
    void act(async () => {
      const { runId } = await client.archive.startCheck.mutate({ scope });
      navigate(`/w/${slug}/checks/${runId}`);
    });
  return { start, busy };
};

/** Puts the chosen records, or all that the list finds, through the rules and goes to what was found. */
export const CheckSelection = ({ selection, filters }: { selection: Selection; filters: ItemFilters }) => {
  const t = useText();
  const { start, busy } = useStartCheck();
  const scope =
    selection.kind === 'rows' ? { kind: 'selection' as const, itemIds: selection.keys } : scopeOfList(filters);
  return (
    <Button icon="check" busy={busy} onClick={() => start(scope)}>
      {t('check.link')}
    </Button>
  );
};

/** The same for the list as it stands, with nothing chosen: a class, a year, the whole unit. */
export const CheckListed = ({ filters }: { filters: ItemFilters }) => {
  const t = useText();
  const { start, busy } = useStartCheck();
  return (
    <Button icon="check" busy={busy} onClick={() => start(scopeOfList(filters))}>
      {t('check.listed')}
    </Button>
  );
};

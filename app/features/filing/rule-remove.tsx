import { Confirm } from '@/app/components/confirm';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { RuleView, ScheduleView } from '@/server/domain/filing/retention-schedule';

/** A rule is taken out of a version that is being written; it is asked first. */
export const RemoveConfirm = (props: {
  schedule: ScheduleView;
  rule: RuleView;
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { schedule, rule } = props;
  return (
    <Confirm
      open
      onClose={props.onClose}
      title={t('filing.ruleRemoveTitle', { code: rule.code })}
      effect={t('filing.ruleRemoveEffect', { text: rule.description })}
      act={t('filing.ruleRemove')}
      onConfirm={async () => {
        const { id: scheduleId, rowVersion } = schedule;
        await client.filing.removeRule.mutate({ scheduleId, rowVersion, ruleId: rule.id });
        props.onDone();
      }}
    />
  );
};

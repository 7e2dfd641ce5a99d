import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import type { ItemRowView } from '@/server/domain/archive/archive-list';

/** 已移交, 已销毁 … beside a record that has left; the day is told on pointing at it. */
export const LeftTag = ({ item }: { item: Pick<ItemRowView, 'leftOn' | 'leftHow'> }) => {
  const t = useText();
  const { leftOn, leftHow } = item;
  const how = t(`departure.left_${leftHow ?? 'transferred'}`);
  return leftOn === null ? null : (
    <span className="lt-tag" title={`${how} ${formatIsoDate(leftOn)}`}>
      {how}
    </span>
  );
};

import { Segments } from '@/app/components/segments';
import { useText } from '@/app/i18n/use-text';

/** What holds on a day, or everything that was ever entered. */
export const HeldSegments = () => {
  const t = useText();
  return (
    <Segments
      name="held"
      label={t('register.held')}
      segments={[
        { value: 'now', label: t('register.heldNow') },
        { value: 'all', label: t('register.heldAll') },
      ]}
    />
  );
};

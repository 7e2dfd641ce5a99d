import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { TileView } from '@/server/domain/inspection/district';
import { MOST_COLUMNS, MOST_ROWS } from '@/server/domain/inspection/district-vocabulary';

interface ArrangeDrawerProps {
  tiles: readonly TileView[];
  rowVersion: number;
  onClose: () => void;
  onDone: () => void;
}
type Places = Record<string, string | number>;

/** Column and row of each tile as numbers: nothing to drag, so that a keyboard is enough. */
export const ArrangeDrawer = ({ tiles, rowVersion, onClose, onDone }: ArrangeDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const named = tiles.flatMap(({ slug, name, column, row }) =>
    slug ? [{ slug, name: name ?? slug, column, row }] : [],
  );
  const save = async (places: Places) => {
    await client.district.arrangeTiles.mutate({
      rowVersion,
      tiles: named.map(({ slug }) => ({
        slug,
        column: Number(places[`column_${slug}`]),
        row: Number(places[`row_${slug}`]),
      })),
    });
    toast({ text: t('district.arranged') });
    onDone();
  };
  const initial = named.flatMap(({ slug, column, row }) => [
    [`column_${slug}`, column] as const,
    [`row_${slug}`, row] as const,
  ]);
  return (
    <FormDrawer<Places>
      open
      onClose={onClose}
      title={t('district.arrangeTitle')}
      initialValues={Object.fromEntries(initial)}
      onSubmit={save}
    >
      <p className="lt-note">{t('district.arrangeLead')}</p>
      {named.map(({ slug, name }) => (
        <div key={slug} className="lt-arrange">
          <FormField name={`column_${slug}`} label={t('district.columnOf', { name })} required>
            <input className="lt-input" type="number" min={1} max={MOST_COLUMNS} inputMode="numeric" />
          </FormField>
          <FormField name={`row_${slug}`} label={t('district.rowOf', { name })} required>
            <input className="lt-input" type="number" min={1} max={MOST_ROWS} inputMode="numeric" />
          </FormField>
        </div>
      ))}
    </FormDrawer>
  );
};

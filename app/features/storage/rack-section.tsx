import { useState } from 'react';
import { DataTable } from '@/app/components/data-table';
import { useText } from '@/app/i18n/use-text';
import { useCan } from '@/app/lib/workspace';
import type { RackView } from '@/server/domain/storage/rack';
import { rackColumns } from './place-columns';
import { UpdateRackDrawer } from './rack-drawers';

const NO_PAGE = { nextCursor: null, previousCursor: null, total: null };

/** 密集架与架柜: rows, groups and cubic metres, used and free. */
export const RackSection = ({ racks }: { racks: readonly RackView[] }) => {
  const t = useText();
  const canManage = useCan('storage.manage');
  const [edited, setEdited] = useState<RackView | null>(null);
  return (
    <section className="lt-section" aria-labelledby="racks">
      <div className="lt-section-head">
        <h2 id="racks">{t('storage.racks')}</h2>
      </div>
      <DataTable
        name="racks"
        caption={t('storage.racksCaption')}
        columns={rackColumns(t)}
        rows={[...racks]}
        page={NO_PAGE}
        rowKey={(rack) => rack.id}
        rowLabel={(rack) => rack.name}
        rowActions={(rack) =>
          canManage ? (
            <button type="button" className="lt-link" onClick={() => setEdited(rack)}>
              {t('storage.edit')}
            </button>
          ) : null
        }
        empty={null}
      />
      {edited ? <UpdateRackDrawer key={edited.id} rack={edited} onClose={() => setEdited(null)} /> : null}
    </section>
  );
};

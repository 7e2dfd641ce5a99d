import { Link, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { RelationPage, RelationView } from '@/server/domain/archive/item-relation';
import { RelateDrawer } from './relate-drawer';

/** The first page comes with the record; more is asked for below it. */
const useRelations = (itemId: string, first: RelationPage) => {
  const client = useWorkspaceClient();
  const t = useText();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [pages, setPages] = useState([first]);
  useEffect(() => setPages([first]), [first]);
  const cursor = pages.at(-1)?.page.nextCursor ?? null;
  const more = async () => {
    setBusy(true);
    try {
      const next = await client.archive.relations.query({ itemId, cursor: cursor ?? '' });
      setPages((before) => [...before, next]);
    } catch {
      toast({ text: t('archive.relationsFailed'), kind: 'fail' });
    } finally {
      setBusy(false);
    }
  };
  return { rows: pages.flatMap((page) => page.rows), hasMore: cursor !== null, busy, more };
};

interface RelationsSectionProps {
  item: ItemView;
  relations: RelationPage;
}

/** 关联档案: records that belong together with this one, and the way to relate another. */
export const RelationsSection = ({ item, relations }: RelationsSectionProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const canWrite = useCan('archive.write');
  const { rows, hasMore, busy, more } = useRelations(item.id, relations);
  const [adding, setAdding] = useState(false);
  const [parting, setParting] = useState<RelationView | null>(null);
  if (rows.length === 0 && !canWrite) {
    return null;
  }
  return (
    <section className="lt-section">
      <div className="lt-section-head">
        <h2>{t('archive.relations')}</h2>
        <span className="lt-3 lt-grow">
          {rows.length > 0 ? t('archive.count', { n: relations.page.total ?? 0 }) : ''}
        </span>
        {canWrite && item.state === 'filed' ? (
          <Button icon="link" onClick={() => setAdding(true)}>
            {t('archive.relateAct')}
          </Button>
        ) : null}
      </div>
      {rows.length === 0 ? <p className="lt-3">{t('archive.relationsEmpty')}</p> : null}
      <ul className="lt-relations">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="lt-grow">
              <Link to={`/w/${slug}/archives/${row.itemId}`}>{row.referenceCode}</Link> {row.title}
              {row.state === 'filed' ? null : <span className="lt-tag">{t(`archive.state_${row.state}`)}</span>}
              {row.note ? <span className="lt-3"> {row.note}</span> : null}
            </span>
            {canWrite ? (
              <button type="button" className="lt-link" onClick={() => setParting(row)}>
                {t('archive.unrelate')}
                <span className="lt-hidden"> {row.referenceCode}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {hasMore ? (
        <Button busy={busy} onClick={() => void more()}>
          {t('archive.relationsMore')}
        </Button>
      ) : null}
      {canWrite ? (
        <>
          <RelateDrawer
            open={adding}
            onClose={() => setAdding(false)}
            item={item}
            related={rows.map((row) => row.itemId)}
          />
          <Confirm
            open={parting !== null}
            onClose={() => setParting(null)}
            title={t('archive.unrelate')}
            effect={t('archive.unrelateEffect', { code: parting?.referenceCode ?? '' })}
            act={t('archive.unrelate')}
            onConfirm={async () => {
              await client.archive.unrelateItems.mutate({ id: parting?.id ?? '' });
              setParting(null);
              revalidate();
            }}
          />
        </>
      ) : null}
    </section>
  );
};

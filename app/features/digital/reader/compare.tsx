import { useMemo, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { ImageStage, type StageHandle, type StagePage } from './image-stage';
import type { Leaf } from './leaves';
import { createViewLink } from './link-views';

interface CompareProps {
  leaf: Leaf;
  page: StagePage;
  /** The pages of every other file that can lie beside it. */
  others: readonly Leaf[][];
  rotation: number;
  onReady: (handle: StageHandle | null) => void;
  onLost: () => void;
}

/** Two versions side by side, zoomed and moved as one, each at the same page. */
export const Compare = ({ leaf, page, others, rotation, onReady, onLost }: CompareProps) => {
  const t = useText();
  const [link] = useState(createViewLink);
  const [chosen, setChosen] = useState('');
  const leaves = others.find((other) => other[0]?.file.id === chosen) ?? others[0];
  const other = leaves?.find(({ page: number }) => number === leaf.page) ?? leaves?.at(-1);
  const beside: StagePage[] = useMemo(() => (other ? [{ leaf: other, size: null, marks: [] }] : []), [other]);
  const labelOf = ({ file, page: number }: Leaf) => t('digital.pagePicture', { n: number, name: file.fileName });
  const nameOf = ({ file }: Leaf) =>
    [file.fileName, t(`digital.state_${file.state}`), formatIsoDateTime(file.storedAt ?? file.createdAt)].join(' · ');
  if (!other) return null;
  return (
    <div className="lt-compare">
      <figure>
        <figcaption className="lt-ellipsis">{nameOf(leaf)}</figcaption>
        <div className="lt-compare-stage">
          <ImageStage
            pages={[page]}
            rotation={rotation}
            focus={null}
            label={labelOf(leaf)}
            link={link}
            onReady={onReady}
            onLost={onLost}
          />
        </div>
      </figure>
      <figure>
        <figcaption>
          <select
            className="lt-input"
            aria-label={t('digital.compareWith')}
            value={other.file.id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {others.map(([first]) =>
              first ? (
                <option key={first.file.id} value={first.file.id}>
                  {nameOf(first)}
                </option>
              ) : null,
            )}
          </select>
        </figcaption>
        <div className="lt-compare-stage">
          <ImageStage
            pages={beside}
            rotation={rotation}
            focus={null}
            label={labelOf(other)}
            link={link}
            onReady={() => undefined}
            onLost={onLost}
          />
        </div>
      </figure>
    </div>
  );
};

import { Link } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { Proposal } from '@/server/domain/report/report';
import { REPORT_BLOCKS, type ReportBlock } from '@/server/domain/report/report-vocabulary';
import { Paragraph } from './paragraph';
import type { FigureLookup } from './report-lookup';

interface MaterialProps {
  reportId: string;
  /** What the outline asks for here stands first; the others can be chosen. */
  blocks: readonly ReportBlock[];
  lookup: FigureLookup;
  onTake: (text: string) => void;
}

/** 素材: sentences from the registers, each with its source. Taken over, they are the writer's. */
export const Material = ({ reportId, blocks, lookup, onTake }: MaterialProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [block, setBlock] = useState<ReportBlock>(blocks[0] ?? 'changes');
  const [found, setFound] = useState<Proposal[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let isWanted = true;
    setFound(null);
    setFailure(null);
    client.report.propose
      .query({ reportId, block })
      .then((proposals) => isWanted && setFound(proposals))
      .catch((error: unknown) => isWanted && setFailure(error));
    return () => {
      isWanted = false;
    };
  }, [client, reportId, block]);
  const order = [...blocks, ...REPORT_BLOCKS.filter((one) => !blocks.includes(one))];
  return (
    <section className="lt-report-material">
      <label className="lt-field">
        <span className="lt-label">{t('report.material')}</span>
        <select
          className="lt-select"
          value={block}
          onChange={(event) => setBlock(REPORT_BLOCKS.find((one) => one === event.target.value) ?? block)}
        >
          {order.map((one) => (
            <option key={one} value={one}>
              {t(`report.block_${one}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="lt-2">{t('report.materialHelp')}</p>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {found?.length === 0 ? <p className="lt-2">{t('report.materialEmpty')}</p> : null}
      <ul className="lt-report-list">
        {(found ?? []).map(({ key, text, link }) => (
          <li key={key}>
            <div className="lt-grow">
              <Paragraph text={text} lookup={lookup} isMarked={false} />
              {link ? <Link to={`/w/${slug}/${link}`}>{t('report.source')}</Link> : null}
            </div>
            <Button
              onClick={() => {
                setTaken(new Set([...taken, key]));
                onTake(text);
              }}
              disabled={taken.has(key)}
            >
              {t(taken.has(key) ? 'report.taken' : 'report.take')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

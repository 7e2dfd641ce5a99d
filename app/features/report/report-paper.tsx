import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Menu } from '@/app/components/menu';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ChapterView, ReportView } from '@/server/domain/report/report';
import { officialDate } from '@/server/domain/report/report-text';
import { ChapterEditor } from './chapter-editor';
import { Paragraphs } from './paragraph';
import type { FigureLookup } from './report-lookup';

export interface PaperProps {
  report: ReportView;
  unitName: string;
  lookup: FigureLookup;
  canWrite: boolean;
  selectedKey: string | null;
  onSelect: (key: string) => void;
  onComment: (chapterId: string) => void;
}

const Heading = ({ level, children }: { level: 1 | 2 | 3; children: string }) =>
  level === 1 ? (
    <h2 className="lt-report-h1">{children}</h2>
  ) : level === 2 ? (
    <h3 className="lt-report-h2">{children}</h3>
  ) : (
    <h4 className="lt-report-h3">{children}</h4>
  );

type Layer = 'add' | 'remove' | null;

/** What else can be done with a chapter. */
const ChapterMenu = ({
  chapter,
  reportId,
  onComment,
}: {
  chapter: ChapterView;
  reportId: string;
  onComment: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const move = (direction: 'up' | 'down') =>
    act(() => client.report.moveChapter.mutate({ reportId, chapterId: chapter.id, direction }));
  const item = (label: string, onClick: () => unknown) => (
    <button type="button" className="lt-menu-item" disabled={busy} onClick={() => void onClick()}>
      {label}
    </button>
  );
  return (
    <>
      <Menu face={t('report.more')} label={`${t('report.more')} ${chapter.heading}`} className="lt-btn lt-btn-text">
        {item(t('report.comment'), onComment)}
        {item(t('report.moveUp'), () => move('up'))}
        {item(t('report.moveDown'), () => move('down'))}
        {item(t('report.addChapter'), () => setLayer('add'))}
        {item(t('report.removeChapter'), () => setLayer('remove'))}
      </Menu>
      {layer === 'add' ? (
        <FormDrawer<{ heading: string }>
          open
          onClose={close}
          title={t('report.addChapterTitle')}
          onSubmit={async ({ heading }, idempotencyKey) => {
            const input = { reportId, afterChapterId: chapter.id, heading, level: chapter.level };
            await client.report.addChapter.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('report.chapterAdded') });
            await act(async () => undefined);
          }}
        >
          <FormField name="heading" label={t('report.heading')} required>
            <input className="lt-input" maxLength={120} />
          </FormField>
        </FormDrawer>
      ) : null}
      <Confirm
        open={layer === 'remove'}
        onClose={close}
        title={t('report.removeChapter')}
        effect={t('report.removeEffect', { heading: chapter.heading })}
        act={t('report.removeChapter')}
        onConfirm={async () => {
          const { id: chapterId, rowVersion } = chapter;
          await client.report.removeChapter.mutate({ reportId, chapterId, rowVersion });
          await act(async () => undefined, { done: t('report.chapterRemoved') });
        }}
      />
    </>
  );
};

const Chapter = (
  props: PaperProps & { chapter: ChapterView; isEdited: boolean; onEdit: (isEdited: boolean) => void },
) => {
  const { chapter, report, lookup, canWrite, isEdited, onEdit } = props;
  const t = useText();
  if (isEdited)
    return (
      <ChapterEditor
        key={chapter.rowVersion}
        reportId={report.id}
        chapter={chapter}
        lookup={lookup}
        onClose={() => onEdit(false)}
      />
    );
  return (
    <section id={`chapter-${chapter.id}`} className="lt-report-chapter">
      <div className="lt-report-chapter-head">
        <Heading level={chapter.level}>{chapter.heading}</Heading>
        {canWrite ? (
          <span className="lt-report-chapter-acts">
            <Button
              look="text"
              icon="pen"
              onClick={() => onEdit(true)}
              aria-label={t('report.editChapter', { heading: chapter.heading })}
            >
              {t('report.edit')}
            </Button>
            <ChapterMenu chapter={chapter} reportId={report.id} onComment={() => props.onComment(chapter.id)} />
          </span>
        ) : null}
      </div>
      <Paragraphs
        texts={chapter.paragraphs}
        lookup={lookup}
        isMarked={canWrite}
        selectedKey={props.selectedKey}
        onSelect={props.onSelect}
      />
      {chapter.paragraphs.length === 0 && chapter.blocks.length > 0 && canWrite ? (
        <p className="lt-report-empty">{t('report.emptyChapter')}</p>
      ) : null}
    </section>
  );
};

/** The report as it will stand on paper, chapter by chapter. */
export const ReportPaper = (props: PaperProps) => {
  const { report, unitName } = props;
  const [edited, setEdited] = useState<string | null>(null);
  return (
    <article className="lt-report-paper">
      <p className="lt-report-title">{report.title}</p>
      {report.addressee ? <p>{report.addressee}：</p> : null}
      {report.chapters.map((chapter) => (
        <Chapter
          key={chapter.id}
          {...props}
          chapter={chapter}
          isEdited={edited === chapter.id}
          onEdit={(isEdited) => setEdited(isEdited ? chapter.id : null)}
        />
      ))}
      <p className="lt-report-signature">
        {unitName}
        <br />
        {report.signedOn ? officialDate(report.signedOn) : ''}
      </p>
    </article>
  );
};

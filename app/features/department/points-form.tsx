import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { Attachments } from '@/app/features/inspection/exchange';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace } from '@/app/lib/workspace';
import type { DepartmentAnswer, DepartmentSheetView } from '@/server/domain/assessment/department';
import { MOST_EVIDENCE_FILES } from '@/server/domain/assessment/department-words';

interface Draft {
  points: string;
  note: string;
  files: UploadedFile[];
}
export type SaidAnswer = DepartmentAnswer & { objectIds?: string[] };

interface PointsFormProps {
  sheet: DepartmentSheetView;
  /** What was kept before by the side that writes. */
  initial: readonly DepartmentAnswer[];
  /** What the other side gave, to be read beside. */
  beside: { answers: readonly DepartmentAnswer[]; word: 'department.selfSaid' | 'department.reviewSaid' } | null;
  withOpinion: boolean;
  /** The department puts files behind what it says; the archivist reads them. */
  withFiles: boolean;
  doneLabel: string;
  onSave: (answers: SaidAnswer[], opinion: string, isDone: boolean) => Promise<void>;
}

const draftsOf = (sheet: DepartmentSheetView, answers: readonly DepartmentAnswer[]): Record<string, Draft> =>
  Object.fromEntries(
    sheet.list.items.map(({ code }) => {
      const answer = answers.find((one) => one.itemCode === code);
      const files = sheet.files
        .filter((file) => file.itemCode === code)
        .map(({ objectId, fileName, mediaType }) => ({ id: objectId, fileName, mediaType }));
      const points = answer?.points === null ? '' : String(answer?.points ?? '');
      return [code, { points, note: answer?.note ?? '', files }];
    }),
  );

const EVIDENCE_TYPES = 'image/png,image/jpeg,image/webp,application/pdf';

/** 佐证 of one item, to be opened. */
export const EvidenceFiles = ({ sheet, itemCode }: { sheet: DepartmentSheetView; itemCode: string }) => {
  const { slug } = useWorkspace().tenant;
  return (
    <Attachments
      files={sheet.files.filter((file) => file.itemCode === itemCode)}
      hrefOf={({ objectId }) =>
        downloadPath(slug, 'departmentAssessment.downloadFile', { sheetId: sheet.id, objectId })
      }
    />
  );
};

/** Points and a word to every item of a sheet, kept or finished at once. */
export const PointsForm = (props: PointsFormProps) => {
  const { sheet, initial, beside, withOpinion, withFiles, doneLabel, onSave } = props;
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [drafts, setDrafts] = useState(() => draftsOf(sheet, initial));
  const [opinion, setOpinion] = useState(sheet.opinion);
  const { busy, failure, submit } = useSubmission();
  const change = (code: string, part: Partial<Draft>) =>
    setDrafts({ ...drafts, [code]: { points: '', note: '', files: [], ...drafts[code], ...part } });
  const full = sheet.list.items.reduce((sum, item) => sum + (item.score ?? 0), 0);
  const got = Object.values(drafts).reduce((sum, draft) => sum + (Number(draft.points) || 0), 0);
  const send = (isDone: boolean) => {
    const answers = sheet.list.items.map(({ code }) => {
      const { points, note, files } = drafts[code] ?? { points: '', note: '', files: [] };
      const answer = { itemCode: code, points: points === '' ? null : Number(points), note };
      return withFiles ? { ...answer, objectIds: files.map((file) => file.id) } : answer;
    });
    void submit(() => onSave(answers, opinion, isDone));
  };
  const takeSelf = () => setDrafts(draftsOf(sheet, beside?.answers ?? []));
  return (
    <form
      className="lt-finding-form"
      aria-label={sheet.title}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send(true);
      }}
    >
      {failure ? <CallFailureNote failure={failure} /> : null}
      {sheet.list.items.map((item, at) => {
        const other = beside?.answers.find((one) => one.itemCode === item.code);
        const name = t('department.itemText', { n: at + 1 });
        return (
          <section key={item.code} className="lt-section" aria-label={`${at + 1} ${item.zh}`}>
            <p>
              <span className="lt-strong">
                {at + 1}. {item.zh}
              </span>{' '}
              <span className="lt-3">{t('department.fullPoints', { n: item.score ?? 0 })}</span>
            </p>
            {beside ? (
              <p className="lt-2">
                {other?.points === undefined || other.points === null
                  ? t('department.notSaid')
                  : t(beside.word, { points: other.points })}{' '}
                {other?.note}
              </p>
            ) : null}
            <div className="lt-row">
              <input
                className="lt-input lt-points"
                aria-label={t('department.pointsOf', { item: name })}
                type="number"
                min={0}
                max={item.score ?? 0}
                step={0.1}
                inputMode="decimal"
                value={drafts[item.code]?.points ?? ''}
                onChange={(event) => change(item.code, { points: event.target.value })}
              />
              <input
                className="lt-input lt-grow"
                aria-label={t('department.noteOf', { item: name })}
                placeholder={t('department.note')}
                maxLength={1000}
                value={drafts[item.code]?.note ?? ''}
                onChange={(event) => change(item.code, { note: event.target.value })}
              />
            </div>
            {withFiles ? (
              <PhotoInput
                slug={slug}
                label={t('department.filesOf', { item: name })}
                most={MOST_EVIDENCE_FILES}
                accept={EVIDENCE_TYPES}
                value={drafts[item.code]?.files ?? []}
                onChange={(files) => change(item.code, { files })}
              />
            ) : (
              <EvidenceFiles sheet={sheet} itemCode={item.code} />
            )}
          </section>
        );
      })}
      <p className="lt-strong">{t('department.total', { got: Math.round(got * 10) / 10, full })}</p>
      {withOpinion ? (
        <label className="lt-field">
          <span className="lt-label">{t('department.opinion')}</span>
          <textarea
            className="lt-input lt-textarea"
            rows={3}
            maxLength={1000}
            value={opinion}
            onChange={(event) => setOpinion(event.target.value)}
          />
        </label>
      ) : null}
      <p className="lt-wrap">
        {beside && withOpinion && beside.answers.length > 0 ? (
          <Button onClick={takeSelf}>{t('department.takeSelf')}</Button>
        ) : null}
        <Button busy={busy} onClick={() => send(false)}>
          {t('department.save')}
        </Button>
        <Button type="submit" look="primary" busy={busy}>
          {doneLabel}
        </Button>
      </p>
    </form>
  );
};

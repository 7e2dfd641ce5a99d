import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useReading } from '@/app/features/training/use-reading';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { LearningView, ReaderView } from '@/server/domain/training/course';

export const handle: ScreenHandle<{ material: LearningView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('course.learnTitle'), to: `/w/${params.slug}/training/learn` },
    { label: data?.material.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const dispatchId = params.dispatchId ?? '';
  const material = await loadOrThrow(asked, api.courses.learningById({ dispatchId }));
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  const page = pageOfParams(new URL(request.url).searchParams);
  const readers = permissions.includes('training.manage')
    ? await loadOrThrow(asked, api.courses.readers({ dispatchId, ...page }))
    : null;
  return { material, readers };
};

const MINUTE = 60;

/** The clock, and the film where it is one: who looks at it learns without pressing anything. */
const Study = ({ material, file }: { material: LearningView; file: string }) => {
  const t = useText();
  const { reading, isCounting, hasFailed, begin, pause, setPlace } = useReading(material.dispatchId, material);
  const percent = Math.min(100, Math.floor((reading.seconds * 100) / reading.neededSeconds));
  const isFilm = material.mediaType.startsWith('video/');
  const minutes = {
    done: Math.floor(reading.seconds / MINUTE),
    needed: Math.ceil(reading.neededSeconds / MINUTE),
  };
  return (
    <section className="lt-section" aria-label={t('course.progress')}>
      {isFilm ? (
        // biome-ignore lint/a11y/useMediaCaption: what is uploaded has no captions of its own
        <video
          className="lt-study-film"
          controls
          preload="metadata"
          src={file}
          onLoadedMetadata={(event) => {
            event.currentTarget.currentTime = material.placeSeconds;
          }}
          onPlay={begin}
          onPause={pause}
          onTimeUpdate={(event) => setPlace(event.currentTarget.currentTime)}
        />
      ) : (
        <p className="lt-row">
          <a
            className="lt-btn"
            href={file}
            target="_blank"
            rel="noreferrer"
            onClick={reading.finishedOn ? undefined : begin}
          >
            <Icon name="file" />
            <span>{t('course.openFile')}</span>
          </a>
          {reading.finishedOn ? null : isCounting ? (
            <Button onClick={pause}>{t('course.pause')}</Button>
          ) : (
            <Button look="primary" icon="right" onClick={begin}>
              {t(reading.seconds > 0 ? 'course.goOn' : 'course.begin')}
            </Button>
          )}
        </p>
      )}
      <p className="lt-row">
        <span
          className="lt-bar lt-grow"
          role="progressbar"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={t('course.progress')}
        >
          <i style={{ width: `${percent}%` }} />
        </span>
        <span className="lt-2">{t('course.progressValue', minutes)}</span>
      </p>
      <p role="status">
        {reading.finishedOn ? (
          <Status kind="done">{t('course.doneNote')}</Status>
        ) : isCounting ? (
          <Status kind="live">{t('course.counting')}</Status>
        ) : (
          <span className="lt-3">{t(isFilm ? 'course.paused' : 'course.openHint')}</span>
        )}
      </p>
      {hasFailed ? <p className="lt-note lt-note-attention">{t('course.saveFailed')}</p> : null}
    </section>
  );
};

const readerColumns = (t: Translate): Column<ReaderView>[] => [
  { key: 'person', title: t('course.person'), render: (row) => row.personName, onPhone: 'title' },
  { key: 'percent', title: t('course.percent'), render: (row) => `${row.percent}%`, numeric: true, width: '88px' },
  { key: 'startedOn', title: t('course.startedOn'), render: (row) => row.startedOn, width: '120px' },
  { key: 'finishedOn', title: t('course.finishedColumn'), render: (row) => row.finishedOn ?? '—', width: '120px' },
];

/** One material: to read or to look at, with the own progress and that of the unit. */
export default function Learn() {
  const t = useText();
  const { material, readers } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const file = `${downloadPath(slug, 'courses.downloadLearning', { dispatchId: material.dispatchId })}&inline=1`;
  return (
    <div className="lt-page">
      <PageHeader title={material.title} lead={t('course.fromOrganiser', { name: material.organiserName })} />
      <FactList
        facts={[
          [t('course.name'), material.courseTitle],
          [t('course.series'), material.series],
          [t('course.materialKind'), t(`course.kind_${material.kind}`)],
          [t('course.version'), t('course.versionValue', { n: material.version })],
          [t('training.hours'), t('training.hoursValue', { n: material.hours })],
          [t('course.assignDueOn'), material.dueOn ? <DeadlineText key="due" dueOn={material.dueOn} withDate /> : null],
        ]}
      />
      {material.isReplaced ? <p className="lt-note lt-note-attention">{t('course.replaced')}</p> : null}
      {material.findingFact ? (
        <p className="lt-note lt-note-info">{t('course.lessonFor', { fact: material.findingFact })}</p>
      ) : null}
      <Study material={material} file={file} />
      {readers ? (
        <section className="lt-section">
          <div className="lt-section-head">
            <h2>{t('course.unitReading')}</h2>
          </div>
          <p className="lt-3">
            {t('course.unitReadingText', { readers: material.readers, finished: material.finished })}
          </p>
          <DataTable
            name="readers"
            caption={t('course.unitReading')}
            columns={readerColumns(t)}
            rows={readers.rows}
            page={readers.page}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.personName}
            empty={<Empty icon="users" title={t('course.readersEmpty')} />}
          />
        </section>
      ) : null}
    </div>
  );
}

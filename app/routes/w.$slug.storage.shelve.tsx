import type { LoaderFunctionArgs } from '@remix-run/node';
import { useRef, useState } from 'react';
import { PageHeader } from '@/app/components/page-header';
import { Status, type StatusKind } from '@/app/components/status';
import { ScanField } from '@/app/features/storage/scan-field';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ResolvedLabelView } from '@/server/domain/storage/box';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabShelve') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow({ request, context }, api.workspace.current());
  if (!permissions.includes('storage.manage')) {
    throw notFound(context.requestId);
  }
  return null;
};

type ScannedPlace = Extract<ResolvedLabelView, { kind: 'place' }>;
type ScannedBox = Extract<ResolvedLabelView, { kind: 'box' }>;
interface Line {
  key: number;
  kind: StatusKind;
  text: string;
}
const LONGEST_LOG = 100;

/** One scan after the other: what a scanner sends faster than the server answers waits its turn. */
const useShelving = () => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const [place, setPlace] = useState<ScannedPlace | null>(null);
  const [waiting, setWaiting] = useState<ScannedBox[]>([]);
  const [log, setLog] = useState<Line[]>([]);
  const state = useRef<{ place: ScannedPlace | null; waiting: ScannedBox[] }>({ place: null, waiting: [] });
  const turn = useRef<Promise<void>>(Promise.resolve());
  const count = useRef(0);

  const say = (kind: StatusKind, text: string) => {
    count.current += 1;
    const line = { key: count.current, kind, text };
    setLog((lines) => [line, ...lines].slice(0, LONGEST_LOG));
  };
  const put = (next: { place?: ScannedPlace | null; waiting?: ScannedBox[] }) => {
    state.current = { ...state.current, ...next };
    setPlace(state.current.place);
    setWaiting(state.current.waiting);
  };
  const why = (error: unknown): string => {
    const { code } = failureOf(error);
    return code ? errorText(code, locale).what : t('form.unknownOutcome');
  };
  const shelve = async (boxes: ScannedBox[], onto: ScannedPlace) => {
    const { placeCode } = await client.storage.shelveBoxes.mutate({
      boxIds: boxes.map((box) => box.id),
      placeId: onto.id,
    });
    for (const box of boxes) {
      const from =
        box.placeCode && box.placeCode !== placeCode ? ` (${t('storage.scanFrom', { place: box.placeCode })})` : '';
      say('done', `${t('storage.scanShelved', { box: box.label, place: placeCode ?? '' })}${from}`);
    }
    const found = await client.storage.resolveLabel.query({ label: onto.label });
    put({ place: found.kind === 'place' ? found : onto, waiting: [] });
  };
  const handle = async (typed: string) => {
    try {
      const found = await client.storage.resolveLabel.query({ label: typed });
      if (found.kind === 'unknown') {
        say('failed', t('storage.scanUnknown', { label: found.label }));
      } else if (found.kind === 'place') {
        put({ place: found });
        if (state.current.waiting.length > 0) {
          await shelve(state.current.waiting, found);
        }
      } else if (state.current.place) {
        await shelve([found], state.current.place);
      } else {
        put({ waiting: [...state.current.waiting.filter((box) => box.id !== found.id), found] });
      }
    } catch (error) {
      say('failed', t('storage.scanFailed', { label: typed, why: why(error) }));
    }
  };
  const scan = (typed: string) => {
    turn.current = turn.current.then(() => handle(typed));
  };
  return { place, waiting, log, scan };
};

export default function Shelve() {
  const t = useText();
  const { place, waiting, log, scan } = useShelving();
  return (
    <div className="lt-page">
      <PageHeader title={t('storage.shelveTitle')} lead={t('storage.shelveLead')} />
      <StorageTabs />
      <div className="lt-scan">
        <ScanField label={t('storage.scan')} onScan={scan} />
        <div className="lt-scan-place" role="status">
          <span className="lt-2">{t('storage.scanPlace')}</span>
          <strong>{place?.text ?? t('storage.scanNoPlace')}</strong>
          {place?.freeMm === null || place === null ? null : <span>{t('storage.scanFree', { n: place.freeMm })}</span>}
          {waiting.length > 0 ? (
            <Status kind="attention">{t('storage.scanWaiting', { n: waiting.length })}</Status>
          ) : null}
        </div>
        <h2>{t('storage.scanLog')}</h2>
        <ul className="lt-scan-log" aria-live="polite">
          {log.map((line) => (
            <li key={line.key}>
              <Status kind={line.kind}>{line.text}</Status>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

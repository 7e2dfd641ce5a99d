import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { PageHeader } from '@/app/components/page-header';
import { Status, type StatusKind } from '@/app/components/status';
import { ScanField } from '@/app/features/storage/scan-field';
import { useScanQueue } from '@/app/features/storage/scan-queue';
import { useText } from '@/app/i18n/use-text';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { foldLabel } from '@/server/domain/storage/label-text';
import type { ScanResultView, StockTakeView } from '@/server/domain/storage/stock-take';

export const handle: ScreenHandle<StockTakeView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabStockTakes'), to: `/w/${params.slug}/storage/stock-takes` },
    { label: data?.title ?? '', to: `/w/${params.slug}/storage/stock-takes/${params.stockTakeId}` },
    { label: t('storage.scanTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const id = params.stockTakeId ?? '';
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  if (!isUuid(id) || !permissions.includes('storage.manage')) {
    throw notFound(context.requestId);
  }
  return loadOrThrow(asked, api.storage.stockTakeById({ id }));
};

/** `place_first`: a box before any shelf; it was not kept and says so. */
type Outcome = ScanResultView['results'][number]['outcome'] | 'waiting' | 'place_first';
interface Line {
  id: string;
  label: string;
  outcome: Outcome;
  expectedCode: string | null;
}

const STATUS: Record<Outcome, StatusKind> = {
  counted: 'done',
  misplaced: 'attention',
  unknown: 'failed',
  no_such_place: 'failed',
  waiting: 'none',
  place_first: 'attention',
};
const LONGEST_LOG = 200;
/** Place labels begin with P and the unit's number, codes with a segment such as 01K: a box label with B. */
const isBoxLabel = (label: string): boolean => /^B\d+-\d+$/.test(label);
const isPlaceText = (label: string): boolean => /^P\d+-\d+$/.test(label) || /^[A-Z0-9]+K(-[A-Z0-9]+)*$/.test(label);

const Result = ({ line }: { line: Line }) => {
  const t = useText();
  const words =
    line.outcome === 'misplaced'
      ? line.expectedCode
        ? t('storage.scanResult_misplaced', { place: line.expectedCode })
        : t('storage.scanResult_misplacedUnknown')
      : t(`storage.scanResult_${line.outcome}`);
  return (
    <li>
      <span className="lt-strong">{line.label}</span>
      <Status kind={STATUS[line.outcome]}>{words}</Status>
    </li>
  );
};

/** The shelf that is being counted. Its words come when the server is there; without a network the label stands. */
interface Shelf {
  label: string;
  text: string | null;
}

export default function ScanStockTake() {
  const t = useText();
  const client = useWorkspaceClient();
  const take = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [place, setPlace] = useState<Shelf | null>(null);
  const [lines, setLines] = useState<Line[]>([]);
  const told = useRef(0);
  const log = (line: Line) => setLines((shown) => [line, ...shown].slice(0, LONGEST_LOG));
  const tell = (label: string, outcome: Outcome) => {
    told.current += 1;
    log({ id: `told-${told.current}`, label, outcome, expectedCode: null });
  };
  const goTo = (label: string) => {
    setPlace({ label, text: null });
    client.storage.resolveLabel.query({ label }).then(
      (found) => {
        if (found.kind !== 'place') tell(label, 'no_such_place');
        const text = found.kind === 'place' ? found.text : null;
        setPlace((now) => (now?.label !== label ? now : text === null ? null : { label, text }));
      },
      // No network: the boxes wait on the device, and the server judges the shelf when it has them.
      () => undefined,
    );
  };
  const { add, send, waiting, refusal } = useScanQueue(take.id, (results) => {
    const byId = new Map(results.map((result) => [result.id, result]));
    setLines((shown) => shown.map((line) => ({ ...line, ...byId.get(line.id) })));
  });
  const scan = (typed: string) => {
    const label = foldLabel(typed);
    if (isPlaceText(label) && !isBoxLabel(label)) {
      goTo(label);
      return;
    }
    if (place === null) {
      tell(label, 'place_first');
      return;
    }
    const { id } = add(label, place.label);
    log({ id, label, outcome: 'waiting', expectedCode: null });
  };
  const counted = lines.filter((line) => line.outcome === 'counted').length;
  return (
    <div className="lt-page">
      <PageHeader title={t('storage.scanTitle')} lead={`${take.title} ${take.placeCode}`} />
      <div className="lt-scan">
        {refusal ? <CallFailureNote failure={refusal} /> : null}
        <ScanField label={place === null ? t('storage.scanStepPlace') : t('storage.scan')} onScan={scan} />
        <div className="lt-scan-place" role="status">
          <span className="lt-2">{t('storage.scanPlace')}</span>
          <strong>{place ? (place.text ?? place.label) : t('storage.scanNoPlace')}</strong>
          <span>{t('storage.count_counted', { n: counted })}</span>
        </div>
        <p role="status">
          {waiting > 0 ? (
            <>
              <Status kind="attention">{t('storage.queued', { n: waiting })}</Status>{' '}
              <span className="lt-3">{t('storage.queueHint')}</span>{' '}
              <Button icon="upload" onClick={() => void send()}>
                {t('storage.send')}
              </Button>
            </>
          ) : (
            <Status kind="done">{t('storage.allSent')}</Status>
          )}
        </p>
        <ul className="lt-scan-log" aria-live="polite">
          {lines.map((line) => (
            <Result key={line.id} line={line} />
          ))}
        </ul>
        <p>
          <Link to={`/w/${slug}/storage/stock-takes/${take.id}`}>{t('storage.back')}</Link>
        </p>
      </div>
    </div>
  );
}

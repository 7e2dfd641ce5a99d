import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { type Column, DataTable } from '@/app/components/data-table';
import { useSubmission } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { categoryOptions, retentionName, retentionOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { PrintButton } from '@/app/features/print/print-button';
import { FillBar } from '@/app/features/storage/fill-bar';
import { orgText } from '@/app/features/storage/storage-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { filingYearOfParam, oneOf, recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isCategoryCode } from '@/server/domain/archive/archival-category';
import { RETENTION_CODE_VALUES } from '@/server/domain/archive/retention';
import { boxNumberText, type PackPreviewView, SPINE_CHOICES } from '@/server/domain/storage/box';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabBoxes'), to: `/w/${params.slug}/storage/boxes` },
    { label: t('storage.packTitle') },
  ],
};

type Preview = PackPreviewView['boxes'][number];

const inputOf = (search: URLSearchParams, fondsId: string, year: number) => {
  const fonds = search.get('fonds') ?? '';
  const category = search.get('category') ?? '';
  const isAsked = search.has('year');
  return {
    fondsId: isUuid(fonds) ? fonds : fondsId,
    categoryCode: isCategoryCode(category) ? category : 'WS',
    filingYear: filingYearOfParam(search.get('year')) ?? year,
    retentionCode: oneOf(RETENTION_CODE_VALUES, search.get('retention')),
    by: oneOf(['thickness', 'number'] as const, search.get('by')) ?? ('thickness' as const),
    spineMm: SPINE_CHOICES.find((spine) => String(spine) === search.get('spine')) ?? 30,
    // A form sends no box that is not ticked.
    splitByOrg: isAsked ? search.get('org') === '1' : true,
    fitLast: isAsked ? search.get('fit') === '1' : true,
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  if (!permissions.includes('storage.manage')) {
    throw notFound(context.requestId);
  }
  const fonds = await loadOrThrow(asked, api.archive.fonds());
  const [first] = fonds;
  const input = inputOf(new URL(request.url).searchParams, first?.id ?? '', thisYear() - 1);
  return { fonds, input, preview: first ? await loadOrThrow(asked, api.storage.packPreview(input)) : null };
};

const columnsOf = (t: Translate, locale: Locale): Column<Preview>[] => [
  {
    key: 'number',
    title: t('storage.boxNumber'),
    render: (box) => boxNumberText(box.number),
    width: '80px',
    onPhone: 'title',
  },
  {
    key: 'retention',
    title: t('storage.retention'),
    render: (box) => retentionName(box.retentionCode, locale),
    width: '112px',
  },
  { key: 'org', title: t('storage.org'), render: orgText, width: '112px' },
  { key: 'range', title: t('storage.range'), render: (box) => `${box.from}—${box.to}`, truncate: true },
  {
    key: 'items',
    title: t('storage.items'),
    render: (box) => formatNumber(box.itemCount),
    numeric: true,
    width: '72px',
  },
  { key: 'pages', title: t('storage.pages'), render: (box) => formatNumber(box.pages), numeric: true, width: '80px' },
  {
    key: 'spine',
    title: t('storage.spine'),
    render: (box) => t('storage.spineMm', { n: box.spineMm }),
    numeric: true,
    width: '80px',
  },
  {
    key: 'thickness',
    title: t('storage.thickness'),
    render: (box) => t('storage.thicknessMm', { n: box.thicknessMm }),
    numeric: true,
    width: '88px',
  },
  { key: 'fill', title: t('storage.fill'), render: (box) => <FillBar percent={box.fillPercent} />, width: '120px' },
];

const Pick = (props: {
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
}) => (
  <label className="lt-field">
    <span className="lt-label">{props.label}</span>
    <select className="lt-select" name={props.name} defaultValue={props.value}>
      {props.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </label>
);

const Tick = ({ name, label, checked }: { name: string; label: string; checked: boolean }) => (
  <label className="lt-row lt-unit-box">
    <input type="checkbox" className="lt-checkbox" name={name} value="1" defaultChecked={checked} />
    <span>{label}</span>
  </label>
);

const PackForm = () => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const today = useToday();
  const { fonds, input } = useLoaderData<typeof loader>();
  return (
    <Form method="get" className="lt-pack-form">
      <Pick
        name="fonds"
        label={t('storage.fonds')}
        value={input.fondsId}
        options={fonds.map((one) => ({ value: one.id, label: `${one.number} ${one.name}` }))}
      />
      <Pick
        name="category"
        label={t('storage.category')}
        value={input.categoryCode}
        options={categoryOptions(categories)}
      />
      <Pick
        name="year"
        label={t('storage.year')}
        value={String(input.filingYear)}
        options={recentYears(today, 60).map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Pick
        name="retention"
        label={t('storage.retention')}
        value={input.retentionCode ?? ''}
        options={[{ value: '', label: t('storage.allRetentions') }, ...retentionOptions(locale)]}
      />
      <Pick
        name="by"
        label={t('storage.packBy')}
        value={input.by}
        options={(['thickness', 'number'] as const).map((by) => ({ value: by, label: t(`storage.packBy_${by}`) }))}
      />
      <Pick
        name="spine"
        label={t('storage.spine')}
        value={String(input.spineMm)}
        options={SPINE_CHOICES.map((spine) => ({ value: String(spine), label: t('storage.spineMm', { n: spine }) }))}
      />
      <Tick name="org" label={t('storage.splitByOrg')} checked={input.splitByOrg} />
      <Tick name="fit" label={t('storage.fitLast')} checked={input.fitLast} />
      <Button type="submit" icon="eye">
        {t('storage.preview')}
      </Button>
    </Form>
  );
};

const Notes = ({ preview }: { preview: PackPreviewView }) => {
  const t = useText();
  const notes = [
    preview.alreadyBoxed > 0 ? t('storage.packAlready', { n: preview.alreadyBoxed }) : '',
    preview.withoutPages > 0 ? t('storage.packNoPages', { n: preview.withoutPages }) : '',
    preview.withoutNumber > 0 ? t('storage.packNoNumber', { n: preview.withoutNumber }) : '',
  ].filter(Boolean);
  return notes.length > 0 ? <p className="lt-note lt-note-info">{notes.join('')}</p> : null;
};

const NO_PAGE = { nextCursor: null, previousCursor: null, total: null };

export default function Pack() {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const { input, preview } = useLoaderData<typeof loader>();
  const { busy, failure, submit } = useSubmission();
  const [done, setDone] = useState<{ boxIds: string[]; boxes: number; items: number } | null>(null);
  const confirm = () =>
    submit(async (idempotencyKey) => {
      setDone(
        await client.storage.packYear.mutate(
          { ...input, stamp: preview?.stamp ?? '' },
          { context: { idempotencyKey } },
        ),
      );
      navigate(`?${params}`, { replace: true, preventScrollReset: true });
    });
  return (
    <div className="lt-page">
      <PageHeader
        title={t('storage.packTitle')}
        lead={t('storage.packLead')}
        actions={
          preview && preview.boxes.length > 0 ? (
            <Button look="primary" icon="check" busy={busy} onClick={() => void confirm()}>
              {t('storage.packConfirm')}
            </Button>
          ) : undefined
        }
      />
      <PackForm key={params.toString()} />
      {failure ? <CallFailureNote failure={failure} /> : null}
      {done ? (
        <div className="lt-note lt-note-done" role="status">
          <span>{t('storage.packDone', { boxes: done.boxes, items: done.items })}</span>
          <PrintButton
            forms={['box_spine', 'box_labels', 'note_sheet', 'box_cover']}
            what={
              done.boxIds.length > 500
                ? { fondsId: input.fondsId, categoryCode: input.categoryCode, filingYear: input.filingYear }
                : { boxIds: done.boxIds }
            }
            label={t('storage.packPrint')}
          />
          <a href={`/w/${slug}/storage/boxes?year=${input.filingYear}`}>{t('storage.tabBoxes')}</a>
        </div>
      ) : null}
      {preview ? (
        <>
          <Notes preview={preview} />
          <DataTable
            name="pack"
            caption={t('storage.packCaption')}
            columns={columnsOf(t, locale)}
            rows={preview.boxes}
            page={NO_PAGE}
            rowKey={(box) => `${box.retentionCode}-${box.number}`}
            rowLabel={(box) => boxNumberText(box.number)}
            summary={t('storage.packCount', {
              items: preview.itemCount - preview.withoutNumber,
              boxes: preview.boxes.length,
            })}
            empty={<Empty icon="box" title={t('storage.packNothing')} text={t('storage.packNothingText')} />}
          />
        </>
      ) : (
        <Empty icon="box" title={t('archive.newNoFonds')} text={t('archive.newNoFondsText')} />
      )}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { Fragment, useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { AcknowledgeDrawer } from '@/app/features/dispatch/acknowledge-drawer';
import { DispatchState } from '@/app/features/dispatch/dispatch-columns';
import { factsOf, workplaceOf } from '@/app/features/dispatch/dispatch-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes, formatDateTime } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { DispatchDetailView } from '@/server/domain/tenancy/dispatch';

export const handle: ScreenHandle<DispatchDetailView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('dispatch.title'), to: `/w/${params.slug}/dispatches` },
    { label: data?.title ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.dispatchId ?? '';
  if (!UUID.test(id)) {
    throw notFound(context.requestId);
  }
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').dispatch.byId({ id }));
};

const Facts = ({ dispatch }: { dispatch: DispatchDetailView }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <dl className="lt-facts">
      <dt>{t('dispatch.column_kind')}</dt>
      <dd>{t(`dispatch.kind_${dispatch.kind}`)}</dd>
      <dt>{t('dispatch.column_sender')}</dt>
      <dd>{dispatch.senderName}</dd>
      <dt>{t('dispatch.column_addressee')}</dt>
      <dd>{dispatch.addresseeName}</dd>
      {dispatch.dueOn ? (
        <>
          <dt>{t('dispatch.column_due')}</dt>
          <dd>
            <DeadlineText dueOn={dispatch.dueOn} withDate />
          </dd>
        </>
      ) : null}
      {factsOf(dispatch.body, t).map(({ key, label, value, isInstant }) => (
        <Fragment key={key}>
          <dt>{label}</dt>
          <dd>{isInstant ? formatDateTime(value, locale) : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
};

const Files = ({ dispatch }: { dispatch: DispatchDetailView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  if (dispatch.attachments.length === 0) {
    return <p className="lt-3">{t('dispatch.noAttachments')}</p>;
  }
  return (
    <ul>
      {dispatch.attachments.map((file) => (
        <li key={file.objectId}>
          <a
            href={downloadPath(slug, 'dispatch.downloadAttachment', {
              dispatchId: dispatch.id,
              objectId: file.objectId,
            })}
            download
          >
            <Icon name="file" /> {file.fileName}
          </a>{' '}
          <span className="lt-3">{formatBytes(file.sizeBytes)}</span>
        </li>
      ))}
    </ul>
  );
};

const Thread = ({ dispatch, base }: { dispatch: DispatchDetailView; base: string }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <ol className="lt-exchange">
      {dispatch.thread.map((step) => (
        <li key={step.id}>
          <p className="lt-2">
            {step.senderName} {step.dispatchedAt ? formatDateTime(step.dispatchedAt, locale) : null}
          </p>
          <p>
            {t(`dispatch.kind_${step.kind}`)}
            {t('common.colon')}
            {step.id === dispatch.id ? (
              <span className="lt-strong" aria-current="true">
                {t('dispatch.thisOne')}
              </span>
            ) : (
              <Link to={`${base}/dispatches/${step.id}`}>{step.title}</Link>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
};

export default function Dispatch() {
  const t = useText();
  const locale = useLocale();
  const dispatch = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const [acknowledging, setAcknowledging] = useState(false);
  const workplace = workplaceOf(dispatch, base, t);
  return (
    <div className="lt-page">
      <PageHeader
        title={dispatch.title}
        lead={
          <>
            {dispatch.documentNumber} {dispatch.dispatchedAt ? formatDateTime(dispatch.dispatchedAt, locale) : null}{' '}
            <DispatchState dispatch={dispatch} t={t} />
          </>
        }
        actions={
          <>
            {workplace ? (
              <ButtonLink look="primary" to={workplace.to}>
                {workplace.label}
              </ButtonLink>
            ) : null}
            {dispatch.acceptsReceipt ? (
              <Button icon="check" onClick={() => setAcknowledging(true)}>
                {t('dispatch.acknowledge')}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="lt-columns">
        <section aria-labelledby="facts">
          <h2 id="facts">{t('dispatch.facts')}</h2>
          <Facts dispatch={dispatch} />
          <h2>{t('dispatch.attachments')}</h2>
          <Files dispatch={dispatch} />
        </section>
        <section className="lt-side" aria-labelledby="thread">
          <h2 id="thread">{t('dispatch.thread')}</h2>
          <Thread dispatch={dispatch} base={base} />
        </section>
      </div>
      <AcknowledgeDrawer
        open={acknowledging}
        dispatch={dispatch}
        onClose={() => setAcknowledging(false)}
        onDone={revalidate}
      />
    </div>
  );
}

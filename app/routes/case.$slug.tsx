import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { Lobby } from '@/app/components/lobby';
import { Status, type StatusKind } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { LookedUpCase } from '@/server/domain/use/service-item';
import type { CaseState } from '@/server/domain/use/service-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('service.lookUp') }] };

const CASE_STATUS: Record<CaseState, StatusKind> = {
  accepted: 'live',
  processing: 'live',
  done: 'done',
  refused: 'none',
  absent: 'none',
};

/** 办件查询 stands where an office has put its services before the public. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const slug = params.slug ?? '';
  const { name } = await loadOrThrow({ request, context }, context.api.public.service.published({ slug }));
  return { name, slug };
};

const field = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, 40) : '';
};

/** Number and code are posted: they stand in no address and in no log. */
export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const form = await request.formData();
  const caseNumber = field(form, 'caseNumber');
  const input = { slug: params.slug ?? '', caseNumber, code: field(form, 'code').slice(0, 20) };
  try {
    return data({ found: await context.api.public.service.lookUp(input), caseNumber });
  } catch {
    // Whatever went wrong, a stranger learns the same.
    return data({ found: null, caseNumber }, { status: 404 });
  }
};

const Standing = ({ found }: { found: LookedUpCase }) => {
  const t = useText();
  const locale = useLocale();
  const day = (value: string | null) => (value === null ? null : formatDate(value, locale));
  return (
    <section aria-label={t('service.lookUpResult')} role="status">
      <p>
        <Status kind={CASE_STATUS[found.state]}>{t(`service.state_${found.state}`)}</Status>
      </p>
      <p>{t(`service.means_${found.state}`)}</p>
      <FactList
        facts={[
          [t('service.caseNumber'), found.caseNumber],
          [t('service.item'), found.serviceName],
          [t('service.askedOn'), day(found.askedOn)],
          [t('service.visitOn'), day(found.visitOn)],
          [t('service.dueOn'), day(found.dueOn)],
          [t('service.finishedOn'), day(found.finishedOn)],
        ]}
      />
    </section>
  );
};

/** 办件查询: a reader types the number of the case and its code, and sees how it stands. */
export default function LookUpCase() {
  const t = useText();
  const { name, slug } = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Lobby title={t('service.lookUpTitle', { name })} lead={t('service.lookUpLead')} wide>
      {said?.found ? <Standing found={said.found} /> : null}
      {said && !said.found ? (
        <div id="refusal" className="lt-note lt-note-failed" role="alert">
          <div>
            <p className="lt-strong">{t('service.lookUpNone')}</p>
            <p>{t('service.lookUpNoneText')}</p>
          </div>
        </div>
      ) : null}
      <Form method="post">
        <label className="lt-field">
          <span className="lt-label">{t('service.caseNumber')}</span>
          <input
            className="lt-input"
            name="caseNumber"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={40}
            placeholder="YY20260511-001"
            defaultValue={said?.caseNumber}
            aria-invalid={said && !said.found ? true : undefined}
            aria-describedby={said && !said.found ? 'refusal' : undefined}
          />
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('service.lookUpCode')}</span>
          <input
            className="lt-input"
            name="code"
            autoComplete="off"
            inputMode="numeric"
            required
            maxLength={20}
            aria-describedby="code-help"
          />
        </label>
        <p id="code-help" className="lt-3">
          {t('service.lookUpCodeHelp')}
        </p>
        <Button type="submit" look="primary" className="lt-btn-wide lt-field" busy={busy}>
          {t('service.lookUp')}
        </Button>
      </Form>
      <p>
        <Link className="lt-link" to={`/published/${slug}?view=services`}>
          {t('service.toServices')}
        </Link>
      </p>
    </Lobby>
  );
}

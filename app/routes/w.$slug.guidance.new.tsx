import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { useToast } from '@/app/components/toast';
import { ActForm } from '@/app/features/guidance/act-form';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { GuidanceFormView } from '@/server/domain/guidance/guidance-event';

export const handle: ScreenHandle<GuidanceFormView> = {
  crumbs: ({ params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: t('guidance.register') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<GuidanceFormView> =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').guidance.form());

/** 登记指导, in a minute and on a phone. */
export default function NewGuidance() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const form = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const unit = Number(params.get('unit'));
  return (
    <div className="lt-page">
      <PageHeader title={t('guidance.register')} lead={t('guidance.registerLead')} />
      <ActForm
        form={form}
        unitId={Number.isInteger(unit) && unit > 0 ? unit : null}
        onDone={(n) => {
          toast({ text: t('guidance.registered', { n }) });
          navigate(`/w/${slug}/guidance`);
        }}
      />
    </div>
  );
}

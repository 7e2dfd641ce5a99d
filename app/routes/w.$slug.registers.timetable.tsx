import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { TimetableForm } from '@/app/features/register/timetable-form';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('timetable.register'), to: `/w/${params.slug}/registers/plan_task` },
    { label: t('timetable.title') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const toYear = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear() + 1;
  const { register } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, register.draftTimetable({ fromYear: toYear - 1, toYear }));
};

/** 照去年排: last year's plan with its days moved, changed line by line and kept as this year's. */
export default function Timetable() {
  const t = useText();
  const navigate = useNavigate();
  const draft = useLoaderData<typeof loader>();
  const { fromYear, toYear, lines } = draft;
  const register = `/w/${useWorkspace().tenant.slug}/registers/plan_task`;
  const years = [toYear - 1, toYear, toYear + 1];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('timetable.title')}
        lead={t('timetable.lead', { from: String(fromYear), to: String(toYear) })}
        actions={
          <label className="lt-row">
            <span>{t('timetable.year')}</span>
            <select
              className="lt-select"
              value={String(toYear)}
              onChange={({ currentTarget }) =>
                navigate(withParams(new URLSearchParams(), { year: currentTarget.value }))
              }
            >
              {years.map((year) => (
                <option key={year} value={year}>
                  {year}
                </option>
              ))}
            </select>
          </label>
        }
      />
      {lines.length === 0 ? (
        <Empty
          icon="calendar"
          title={t('timetable.empty', { year: String(fromYear) })}
          text={t('timetable.emptyText')}
        />
      ) : (
        <TimetableForm key={toYear} draft={draft} onKept={() => navigate(`${register}?year=${toYear}`)} />
      )}
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { SkillMatrix } from '@/app/features/training/skill-matrix';
import { degreeText, postText, skillText } from '@/app/features/training/skill-words';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { titleWord } from '@/server/domain/register/title-word';
import { ARCHIVES_SKILLS, SKILLS, type Skill, TECHNICAL_SKILLS } from '@/server/domain/training/skill-vocabulary';
import type { SkilledPersonView, SkillMatrixView } from '@/server/domain/training/skills';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('staffing.skillsTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  archives: oneOf(ARCHIVES_SKILLS, search.get('archives')),
  technical: oneOf(TECHNICAL_SKILLS, search.get('technical')),
  wants: oneOf(SKILLS, search.get('wants')),
  unentered: search.get('unentered') === 'yes' ? true : undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { skills } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    matrix: await skills.matrix(),
    people: await skills.people({ ...filterOf(search), ...pageOfParams(search) }),
  });
  return loadOrThrow({ request, context }, load());
};

const filtersOf = (t: Translate, locale: Locale): Filter[] => {
  const options = (skills: readonly Skill[]) =>
    skills.map((skill) => ({ value: skill, label: skillText(skill, locale) }));
  return [
    { name: 'archives', label: t('staffing.filterArchives'), options: options(ARCHIVES_SKILLS) },
    { name: 'technical', label: t('staffing.filterTechnical'), options: options(TECHNICAL_SKILLS) },
    { name: 'wants', label: t('staffing.filterWants'), options: options(SKILLS) },
    {
      name: 'unentered',
      label: t('staffing.filterUnentered'),
      options: [{ value: 'yes', label: t('staffing.unenteredOnly') }],
    },
  ];
};

const columnsOf = (t: Translate, locale: Locale, base: string): Column<SkilledPersonView>[] => {
  const said = (skills: readonly Skill[]) =>
    skills.map((skill) => skillText(skill, locale)).join(locale === 'en' ? ', ' : '、') || '—';
  return [
    {
      key: 'name',
      title: t('staffing.name'),
      render: (row) => <Link to={`${base}/registers/entries/${row.entryId}`}>{row.name}</Link>,
      onPhone: 'title',
      width: '112px',
    },
    { key: 'post', title: t('staffing.post'), render: (row) => postText(row.post, locale), width: '136px' },
    {
      key: 'degree',
      title: t('staffing.degree'),
      render: (row) => (row.degree ? degreeText(row.degree, locale) : '—'),
      width: '104px',
      hiddenAtFirst: true,
    },
    {
      key: 'title',
      title: t('staffing.jobTitle'),
      render: (row) => (row.title ? titleWord(row.title, locale === 'en' ? 'en' : 'zh') : '—'),
      width: '136px',
    },
    { key: 'has', title: t('staffing.has'), render: (row) => said(row.has) },
    { key: 'wants', title: t('staffing.wants'), render: (row) => said(row.wants) },
  ];
};

const Facts = ({ matrix, base }: { matrix: SkillMatrixView; base: string }) => {
  const t = useText();
  const missing = matrix.cells.filter((cell) => cell.people === 0).length;
  return (
    <FactList
      facts={[
        [t('staffing.inPost'), t('staffing.peopleN', { n: matrix.people })],
        [t('staffing.missingPairs'), t('staffing.pairsN', { n: missing, total: matrix.cells.length })],
        [
          t('staffing.unentered'),
          matrix.unentered > 0 ? (
            <Link key="unentered" className="lt-link" to="?unentered=yes#people">
              {t('staffing.peopleN', { n: matrix.unentered })}
            </Link>
          ) : null,
        ],
        [
          t('staffing.stray'),
          matrix.strayEntries > 0 ? (
            <Link key="stray" className="lt-link" to={`${base}/registers/staff_skill`}>
              {t('staffing.strayN', { n: matrix.strayEntries })}
            </Link>
          ) : null,
        ],
      ]}
    />
  );
};

const Needs = ({ matrix }: { matrix: SkillMatrixView }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <section className="lt-section">
      <h2>{t('staffing.needsTitle')}</h2>
      <PlainTable
        caption={t('staffing.needsCaption')}
        rows={matrix.skills.toSorted((a, b) => b.wants - a.wants)}
        rowKey={(row) => row.skill}
        columns={[
          { key: 'skill', title: t('staffing.skill'), render: (row) => skillText(row.skill, locale) },
          { key: 'has', title: t('staffing.able'), render: (row) => formatNumber(row.has), numeric: true },
          {
            key: 'wants',
            title: t('staffing.wanting'),
            numeric: true,
            render: (row) =>
              row.wants === 0 ? (
                '0'
              ) : (
                <Link className="lt-link" to={`?wants=${row.skill}#people`}>
                  {t('staffing.peopleN', { n: row.wants })}
                </Link>
              ),
          },
        ]}
      />
    </section>
  );
};

/** 技能矩阵: which combinations of archives work and technology nobody has, and the people behind each figure. */
export default function Skills() {
  const t = useText();
  const locale = useLocale();
  const { matrix, people } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const filters = filtersOf(t, locale);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('staffing.skillsTitle')}
        lead={t('staffing.skillsLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'skills.downloadPeople', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('staffing.exportPeople')}</span>
            </a>
            <Link className="lt-btn" to={`${base}/registers/staff`}>
              {t('staffing.toStaffRegister')}
            </Link>
            <Link className="lt-btn lt-btn-primary" to={`${base}/registers/staff_skill`}>
              {t('staffing.toSkillRegister')}
            </Link>
          </>
        }
      />
      <TrainingTabs />
      <Facts matrix={matrix} base={base} />
      <SkillMatrix matrix={matrix} />
      <Needs matrix={matrix} />
      <section className="lt-section" id="people">
        <h2>{t('staffing.peopleTitle')}</h2>
        <SearchBar placeholder={t('staffing.searchPeople')} filters={filters} />
        <DataTable
          name="skilled-people"
          caption={t('staffing.peopleCaption')}
          columns={columnsOf(t, locale, base)}
          rows={people.rows}
          page={people.page}
          rowKey={(row) => row.entryId}
          rowLabel={(row) => row.name}
          rowTo={(row) => `${base}/registers/entries/${row.entryId}`}
          filters={describeFilters(params, filters)}
          empty={<Empty icon="users" title={t('staffing.peopleEmpty')} text={t('staffing.peopleEmptyText')} />}
        />
      </section>
    </div>
  );
}

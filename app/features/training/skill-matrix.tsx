import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { ARCHIVES_SKILLS, type ArchivesSkill, TECHNICAL_SKILLS } from '@/server/domain/training/skill-vocabulary';
import type { SkillMatrixView } from '@/server/domain/training/skills';
import { skillText } from './skill-words';

/** Archives work down, technology across; a figure leads to its people, and what nobody has is said in words. */
export const SkillMatrix = ({ matrix }: { matrix: SkillMatrixView }) => {
  const t = useText();
  const locale = useLocale();
  const figures = new Map(matrix.cells.map((cell) => [`${cell.archives} ${cell.technical}`, cell.people]));
  return (
    <PlainTable<ArchivesSkill>
      caption={t('staffing.skillsCaption')}
      rows={ARCHIVES_SKILLS}
      rowKey={(skill) => skill}
      columns={[
        { key: 'skill', title: t('staffing.archivesSkill'), render: (skill) => skillText(skill, locale) },
        ...TECHNICAL_SKILLS.map((technical) => ({
          key: technical,
          title: skillText(technical, locale),
          numeric: true,
          render: (archives: ArchivesSkill) => {
            const n = figures.get(`${archives} ${technical}`) ?? 0;
            if (n === 0) return <Status kind="attention">{t('staffing.nobodyHas')}</Status>;
            const words = { a: skillText(archives, locale), b: skillText(technical, locale), n };
            return (
              <Link
                className="lt-link"
                to={`?archives=${archives}&technical=${technical}#people`}
                aria-label={t('staffing.bothN', words)}
              >
                {formatNumber(n)}
              </Link>
            );
          },
        })),
      ]}
    />
  );
};

import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import type { SchemeView } from '@/server/domain/archive/classification-scheme';
import type { TemplateView } from '@/server/domain/fonds/code-settings';
import { pathName, templateName } from './fonds-labels';
import { type PlainColumn, PlainTable } from './plain-table';
import { SchemeDrawer } from './scheme-drawer';
import { UsualRulesDrawer } from './usual-rules-drawer';

interface SchemeListProps {
  fondsId: string;
  schemes: readonly SchemeView[];
  templates: readonly TemplateView[];
  canConfigure: boolean;
  thisYear: number;
}

/** The rules of a fonds, by category and year. A rule that numbered something is shown as settled. */
export const SchemeList = ({ fondsId, schemes, templates, canConfigure, thisYear }: SchemeListProps) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const [layer, setLayer] = useState<{ scheme?: SchemeView } | null>(null);
  const [isSettingUsual, setSettingUsual] = useState(false);
  const add = canConfigure ? (
    <>
      <Button icon="list" onClick={() => setSettingUsual(true)}>
        {t('fonds.usualRules')}
      </Button>
      <Button icon="plus" onClick={() => setLayer({})}>
        {t('fonds.addScheme')}
      </Button>
    </>
  ) : null;
  const stateOf = (scheme: SchemeView) => {
    if (scheme.lockedAt) {
      return <Status kind="done">{t('fonds.lockedSince', { date: formatIsoDate(scheme.lockedAt) })}</Status>;
    }
    return canConfigure ? (
      <Button look="text" onClick={() => setLayer({ scheme })}>
        {t('fonds.rename')}
      </Button>
    ) : (
      <Status kind="none">{t('fonds.unlocked')}</Status>
    );
  };
  const exampleOf = (scheme: SchemeView): string =>
    templates.find((template) => template.code === scheme.templateCode)?.example ?? '';
  const columns: PlainColumn<SchemeView>[] = [
    {
      key: 'category',
      title: t('fonds.category'),
      render: (one) => `${one.categoryCode} ${categoryName(one.categoryCode, categories)}`,
      width: '160px',
    },
    { key: 'year', title: t('fonds.yearFrom'), render: (one) => one.yearFrom, width: '88px' },
    { key: 'path', title: t('fonds.path'), render: (one) => pathName(one.path, locale) },
    {
      key: 'template',
      title: t('fonds.template'),
      render: (one) => <span title={exampleOf(one)}>{templateName(one.templateCode, one.own)}</span>,
    },
    { key: 'state', title: t('fonds.state'), render: stateOf, width: '160px' },
  ];
  return (
    <section className="lt-section">
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('fonds.schemes')}</h2>
        {add}
      </div>
      {schemes.length === 0 ? (
        <Empty icon="list" title={t('fonds.schemesEmpty')} text={t('fonds.schemesEmptyText')} />
      ) : (
        <PlainTable caption={t('fonds.schemesCaption')} columns={columns} rows={schemes} rowKey={(one) => one.id} />
      )}
      {canConfigure ? (
        <UsualRulesDrawer open={isSettingUsual} onClose={() => setSettingUsual(false)} fondsId={fondsId} />
      ) : null}
      {layer ? (
        <SchemeDrawer
          key={layer.scheme?.id ?? 'new'}
          open
          onClose={() => setLayer(null)}
          fondsId={fondsId}
          templates={templates}
          scheme={layer.scheme}
          thisYear={thisYear}
        />
      ) : null}
    </section>
  );
};

import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CategorySetting, TopicSetting } from '@/server/domain/fonds/category-settings';
import type { TemplateView } from '@/server/domain/fonds/code-settings';
import { type PlainColumn, PlainTable } from './plain-table';
import { CategoryDrawer, TemplateDrawer, TopicDrawer } from './settings-drawers';
import { UsualRulesDrawer } from './usual-rules-drawer';

const OnOff = ({ isActive }: { isActive: boolean }) => {
  const t = useText();
  return <Status kind={isActive ? 'done' : 'none'}>{t(isActive ? 'fonds.on' : 'fonds.off')}</Status>;
};

interface RowActsProps {
  isActive: boolean;
  onEdit: () => void;
  onSwitch: () => Promise<unknown>;
}

const RowActs = ({ isActive, onEdit, onSwitch }: RowActsProps) => {
  const t = useText();
  const { act, busy } = useAct();
  return (
    <span className="lt-row">
      <Button look="text" onClick={onEdit}>
        {t('fonds.rename')}
      </Button>
      <Button look="text" busy={busy} onClick={() => void act(onSwitch)}>
        {t(isActive ? 'fonds.switchOff' : 'fonds.switchOn')}
      </Button>
    </span>
  );
};

const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) =>
  useCan('archive.configure') ? (
    <div className="lt-section-head">
      <Button look="primary" icon="plus" onClick={onClick}>
        {label}
      </Button>
    </div>
  ) : null;

export const CategoryList = ({ categories }: { categories: readonly CategorySetting[] }) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const canConfigure = useCan('archive.configure');
  const [layer, setLayer] = useState<{ category?: CategorySetting } | null>(null);
  const columns: PlainColumn<CategorySetting>[] = [
    {
      key: 'code',
      title: t('fonds.code'),
      render: (one) => (one.level === 1 ? one.code : `\u3000${one.code}`),
      width: '128px',
    },
    {
      key: 'name',
      title: t('fonds.category'),
      render: (one) => (
        <>
          <span className={one.level === 1 ? 'lt-strong' : undefined}>{locale === 'en' ? one.en : one.name}</span>
          {one.isOwn ? <span className="lt-3"> {t('fonds.ownMark')}</span> : null}
        </>
      ),
    },
    { key: 'unit', title: t('fonds.unitOfCount'), render: (one) => one.unit, width: '104px' },
    { key: 'state', title: t('fonds.state'), render: (one) => <OnOff isActive={one.isActive} />, width: '96px' },
    {
      key: 'acts',
      title: t('fonds.rename'),
      render: (one) =>
        canConfigure ? (
          <RowActs
            isActive={one.isActive}
            onEdit={() => setLayer({ category: one })}
            onSwitch={() =>
              client.fonds.setCategory.mutate({
                code: one.code,
                name: one.name,
                unit: one.unit,
                isActive: !one.isActive,
              })
            }
          />
        ) : null,
      width: '144px',
    },
  ];
  return (
    <>
      <AddButton label={t('fonds.addCategory')} onClick={() => setLayer({})} />
      <PlainTable caption={t('fonds.segCategories')} columns={columns} rows={categories} rowKey={(one) => one.code} />
      {layer ? (
        <CategoryDrawer key={layer.category?.code} open onClose={() => setLayer(null)} category={layer.category} />
      ) : null}
    </>
  );
};

export const TopicList = ({ topics }: { topics: readonly TopicSetting[] }) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const canConfigure = useCan('archive.configure');
  const [layer, setLayer] = useState<{ topic?: TopicSetting } | null>(null);
  const columns: PlainColumn<TopicSetting>[] = [
    { key: 'code', title: t('fonds.code'), render: (one) => one.code, width: '128px' },
    { key: 'name', title: t('fonds.topic'), render: (one) => (locale === 'en' ? one.en : one.name) },
    { key: 'group', title: t('fonds.topicGroup'), render: (one) => t(`fonds.group_${one.group}`), width: '160px' },
    {
      key: 'records',
      title: t('fonds.records'),
      render: (one) => <Link to={`/w/${slug}/archives?topic=${one.code}`}>{t('fonds.topicRecords')}</Link>,
      width: '112px',
    },
    { key: 'state', title: t('fonds.state'), render: (one) => <OnOff isActive={one.isActive} />, width: '96px' },
    {
      key: 'acts',
      title: t('fonds.rename'),
      render: (one) =>
        canConfigure ? (
          <RowActs
            isActive={one.isActive}
            onEdit={() => setLayer({ topic: one })}
            onSwitch={() => client.fonds.setTopic.mutate({ code: one.code, name: one.name, isActive: !one.isActive })}
          />
        ) : null,
      width: '144px',
    },
  ];
  return (
    <>
      <AddButton label={t('fonds.addTopic')} onClick={() => setLayer({})} />
      <PlainTable caption={t('fonds.segTopics')} columns={columns} rows={topics} rowKey={(one) => one.code} />
      {layer ? <TopicDrawer key={layer.topic?.code} open onClose={() => setLayer(null)} topic={layer.topic} /> : null}
    </>
  );
};

export const TemplateList = ({ templates }: { templates: readonly TemplateView[] }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const canConfigure = useCan('archive.configure');
  const [layer, setLayer] = useState<{ template?: TemplateView } | null>(null);
  const [isSettingUsual, setSettingUsual] = useState(false);
  const columns: PlainColumn<TemplateView>[] = [
    {
      key: 'name',
      title: t('fonds.template'),
      render: (one) => (
        <>
          {one.name}
          {one.isOwn ? <span className="lt-3"> {t('fonds.ownMark')}</span> : null}
        </>
      ),
      width: '208px',
    },
    { key: 'level', title: t('fonds.level'), render: (one) => t(`fonds.level_${one.level}`), width: '88px' },
    { key: 'example', title: t('fonds.example'), render: (one) => one.example, width: '248px' },
    {
      key: 'pattern',
      title: t('fonds.pattern'),
      render: (one) => <code className="lt-3 lt-code-pattern">{one.pattern}</code>,
    },
    {
      key: 'acts',
      title: t('fonds.rename'),
      render: (one) =>
        one.isOwn && canConfigure ? (
          <RowActs
            isActive={one.isActive}
            onEdit={() => setLayer({ template: one })}
            onSwitch={() =>
              client.fonds.saveTemplate.mutate({
                code: one.code,
                name: one.name,
                pattern: one.pattern,
                level: one.level,
                isActive: !one.isActive,
              })
            }
          />
        ) : null,
      width: '144px',
    },
  ];
  return (
    <>
      {canConfigure ? (
        <div className="lt-section-head">
          <Button look="primary" icon="plus" onClick={() => setLayer({})}>
            {t('fonds.addTemplate')}
          </Button>
          <Button icon="list" onClick={() => setSettingUsual(true)}>
            {t('fonds.usualRules')}
          </Button>
        </div>
      ) : null}
      <PlainTable caption={t('fonds.segTemplates')} columns={columns} rows={templates} rowKey={(one) => one.code} />
      {canConfigure ? <UsualRulesDrawer open={isSettingUsual} onClose={() => setSettingUsual(false)} /> : null}
      {layer ? (
        <TemplateDrawer key={layer.template?.code} open onClose={() => setLayer(null)} template={layer.template} />
      ) : null}
    </>
  );
};

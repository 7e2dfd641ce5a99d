import { Link, useSearchParams } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import { filterNodes, isChosen, isOnPath, type TreeNode } from './tree-nodes';

interface BranchProps {
  node: TreeNode;
  /** While the tree is filtered every branch that is left is open. */
  forced: boolean;
}

/** Children are drawn when the branch is open: a large catalogue has thousands of leaves. */
const Branch = ({ node, forced }: BranchProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const onPath = isOnPath(node, params);
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = forced || (opened ?? onPath);
  const hasChildren = node.children.length > 0;
  return (
    <li>
      <span className="lt-tree-line">
        {hasChildren ? (
          <button
            type="button"
            className="lt-tree-toggle"
            aria-expanded={open}
            aria-label={t('archive.treeExpand', { name: node.label })}
            onClick={() => setOpened(!open)}
          >
            <Icon name={open ? 'down' : 'right'} />
          </button>
        ) : (
          <span className="lt-tree-toggle" />
        )}
        <Link
          to={withParams(params, { ...node.params, item: null })}
          aria-current={isChosen(node, params) ? 'true' : undefined}
          preventScrollReset
        >
          <span className="lt-ellipsis">{node.label}</span>
          <span className="lt-tree-count">{formatNumber(node.count)}</span>
        </Link>
      </span>
      {open && hasChildren ? (
        <ul>
          {node.children.map((child) => (
            <Branch key={child.key} node={child} forced={forced} />
          ))}
        </ul>
      ) : null}
    </li>
  );
};

/** 全宗 → 门类 → 年度 → 保管期限 → 机构, each with its count. One fonds is opened at once: there is nothing to choose. */
export const ArchiveTree = ({ nodes }: { nodes: readonly TreeNode[] }) => {
  const t = useText();
  const [text, setText] = useState('');
  const shown = useMemo(() => filterNodes(nodes, text), [nodes, text]);
  const [only] = shown;
  const filtered = text.trim() !== '';
  return (
    <nav className="lt-tree" aria-label={t('archive.tree')}>
      <div className="lt-search-box lt-tree-filter">
        <Icon name="search" />
        <input
          className="lt-input"
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('archive.treeFilter')}
          aria-label={t('archive.treeFilter')}
        />
      </div>
      {shown.length === 0 ? <p className="lt-2 lt-tree-none">{t('archive.treeNothing')}</p> : null}
      <ul>
        {shown.length === 1 && only ? (
          <SingleRoot node={only} forced={filtered} />
        ) : (
          shown.map((node) => <Branch key={node.key} node={node} forced={filtered} />)
        )}
      </ul>
    </nav>
  );
};

const SingleRoot = ({ node, forced }: BranchProps) => {
  const [params] = useSearchParams();
  return (
    <li>
      <span className="lt-tree-line">
        <Link
          to={withParams(params, { fonds: null, category: null, year: null, retention: null, org: null, item: null })}
          aria-current={
            ['category', 'year', 'retention', 'org'].every((name) => !params.get(name)) ? 'true' : undefined
          }
          preventScrollReset
        >
          <span className="lt-ellipsis lt-strong">{node.label}</span>
          <span className="lt-tree-count">{formatNumber(node.count)}</span>
        </Link>
      </span>
      <ul>
        {node.children.map((child) => (
          <Branch key={child.key} node={child} forced={forced} />
        ))}
      </ul>
    </li>
  );
};

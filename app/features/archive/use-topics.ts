import { useEffect, useState } from 'react';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { type TopicSetting, topicsOf } from '@/server/domain/fonds/category-settings';

const LISTED = topicsOf([]);
const known = new Map<string, TopicSetting[]>();

/** 专题 of the unit: those of the lists at first, with its own as soon as they are here. Asked once a page load. */
export const useTopics = (): readonly TopicSetting[] => {
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [topics, setTopics] = useState<readonly TopicSetting[]>(LISTED);
  useEffect(() => {
    const here = known.get(slug);
    if (here) {
      setTopics(here);
      return;
    }
    client.fonds.topics
      .query()
      .then((all) => {
        known.set(slug, all);
        setTopics(all);
      })
      // Topics of the unit's own then show by their codes.
      .catch(() => undefined);
  }, [client, slug]);
  return topics;
};

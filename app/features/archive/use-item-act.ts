import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useToast } from '@/app/components/toast';
import { useWorkspaceClient } from '@/app/lib/workspace';

/** What every act in a drawer of a record's page needs: whether it is open, the client, and what is said when it is done. */
export const useItemAct = () => {
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  return {
    client,
    open,
    show: () => setOpen(true),
    hide: () => setOpen(false),
    done: (text: string) => {
      toast({ text });
      revalidate();
    },
  };
};

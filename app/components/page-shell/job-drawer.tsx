import { Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { TableSkeleton } from '../data-table/table-skeleton';
import { Dialog } from '../dialog';
import { JobProgress } from '../job-progress';
import type { JobLine } from './types';

const POLL_MS = 3_000;

interface JobDrawerProps {
  open: boolean;
  onClose: () => void;
  load: () => Promise<JobLine[]>;
  allTo: string;
}

/** Asks every three seconds while it is open: proxies of government networks cut longer connections. */
const useJobs = (open: boolean, load: () => Promise<JobLine[]>): JobLine[] | undefined => {
  const [jobs, setJobs] = useState<JobLine[]>();
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (!open) {
      return;
    }
    let closed = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const lines = await latest.current().catch(() => undefined);
      if (!closed) {
        setJobs((before) => lines ?? before);
        timer = setTimeout(ask, POLL_MS);
      }
    };
    void ask();
    return () => {
      closed = true;
      clearTimeout(timer);
    };
  }, [open]);
  return jobs;
};

export const JobDrawer = ({ open, onClose, load, allTo }: JobDrawerProps) => {
  const t = useText();
  const jobs = useJobs(open, load);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('shell.jobsTitle')}
      place="right"
      foot={
        <Link className="lt-btn" to={allTo} onClick={onClose}>
          {t('shell.jobsAll')}
        </Link>
      }
    >
      {jobs === undefined ? <TableSkeleton rows={3} /> : null}
      {jobs?.length === 0 ? <p className="lt-2">{t('shell.jobsNone')}</p> : null}
      <ul aria-live="polite">
        {jobs?.map((job) => (
          <li key={job.id} className="lt-job">
            <span className="lt-strong">{job.label}</span>
            <JobProgress state={job.state} done={job.done} total={job.total} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
};

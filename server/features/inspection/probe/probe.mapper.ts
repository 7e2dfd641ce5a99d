import type { ProbeRecord, ProbeRunRow } from '@/db/queries/probes/probe.queries';
import {
  type ProbeResultView,
  type ProbeRowView,
  probeResultView,
  probeRow,
} from '@/server/domain/inspection/probe-views';
import { soundPercent } from '@/server/domain/inspection/probes';

export const toProbeRow = ({ sortKey: _sortKey, ...row }: ProbeRecord): ProbeRowView => probeRow.parse(row);

export const toProbeResult = (run: ProbeRunRow): ProbeResultView =>
  probeResultView.parse({
    ...run,
    version: run.probeVersion,
    rows: run.rowCount,
    faults: run.faultCount,
    percent: soundPercent({ rows: run.rowCount, faults: run.faultCount, amount: run.amount }),
  });

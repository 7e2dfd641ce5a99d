import { v7 as uuidv7 } from 'uuid';
import type { Random } from '@/db/demo/random';
import {
  BOOKS,
  type GrantModel,
  type KnownEntry,
  type KnownItem,
  type KnownLine,
  type KnownVisit,
  REGISTERS,
  type Register,
} from './grant-model.ts';

/* One inspector's way through everything that grants open. What comes back is held against the model at once, and
 * what the units' logs must hold of it is noted for the end of the walk. */

export interface GrantedCalls {
  list(input: { unitSlug: string | null; q?: string; cursor?: string; limit: number }): Promise<SeenPage>;
  /** The same question to the ranked search over all units. */
  find(input: { unitSlug: string | null; q: string; cursor?: string; limit: number }): Promise<SeenPage>;
  facets(input: { unitSlug: string | null; q?: string }): Promise<SeenFacets>;
  record(input: { unitSlug: string; id: string }): Promise<{ item: { id: string } }>;
  visits(input: { unitSlug: string; limit: number }): Promise<{ rows: { id: string }[] }>;
  register(input: { unitSlug: string; register: Register; limit: number }): Promise<{ rows: { id: string }[] }>;
  /** 台账: the list of one, and one entry. */
  entries(input: { unitSlug: string; code: string; limit: number }): Promise<{ rows: { id: string }[] }>;
  entry(input: { unitSlug: string; entryId: string }): Promise<{ entry: { id: string } }>;
}
export interface SeenPage {
  rows: { id: string; unitSlug: string }[];
  page: { nextCursor: string | null };
}
export interface SeenFacets {
  total: number;
  facets: { code: string; values: { value: string; count: number }[] }[];
}
export interface WalkWorld {
  items: readonly KnownItem[];
  itemsById: ReadonlyMap<string, KnownItem>;
  visitsById: ReadonlyMap<string, KnownVisit>;
  linesById: ReadonlyMap<string, KnownLine>;
  entriesById: ReadonlyMap<string, KnownEntry>;
  units: readonly { id: number; slug: string }[];
  /** Ends a grant by its owner's act or by the database's clock. */
  end(grantId: string, how: 'revoked' | 'expired'): Promise<void>;
}
/** A look that a unit's log must hold, under any one of the grants. */
export interface ExpectedLook {
  tenantId: number;
  action: string;
  objectId: string | null;
  grantIds: readonly string[];
}
export interface WalkTally {
  calls: number;
  seen: number;
  outside: number;
  missing: number;
  details: string[];
}

const WORDS = 2;
const MANY = 200;

const isNotFound = (error: unknown): boolean => error instanceof Error && error.message === 'NOT_FOUND';
/** Not there, or the answer; any other refusal is a fault of its own. */
const asked = async <T>(call: Promise<T>): Promise<T | null> =>
  call.catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });

export class Walk {
  readonly looks: ExpectedLook[] = [];

  constructor(
    private readonly world: WalkWorld,
    private readonly model: GrantModel,
    private readonly account: string,
    private readonly calls: GrantedCalls,
    private readonly random: Random,
    private readonly tally: WalkTally,
  ) {}

  async step(): Promise<void> {
    const roll = this.random.next();
    if (roll < 0.23) return this.browse();
    if (roll < 0.38) return this.search();
    if (roll < 0.45) return this.count();
    if (roll < 0.64) return this.open();
    if (roll < 0.71) return this.readRegister();
    if (roll < 0.78) return this.readBook();
    if (roll < 0.84) return this.openEntry();
    if (roll < 0.9) return this.readVisits();
    return this.endOne();
  }

  private fault(kind: 'outside' | 'missing', what: string): void {
    this.tally[kind] += 1;
    if (this.tally.details.length < 20) this.tally.details.push(`${kind}: ${what}`);
  }

  /** A unit with or without a grant, now and then one that nobody knows, or all units at once. */
  private whichUnit(): string | null {
    const roll = this.random.next();
    if (roll < 0.25) return null;
    if (roll < 0.3) return 'nobody-knows';
    const own = this.model.all().map((grant) => grant.unitSlug);
    return roll < 0.8 && own.length > 0 ? this.random.pick(own) : this.random.pick(this.world.units).slug;
  }

  private expectLooks(recordClass: string, unitSlug: string | null, action: string): void {
    for (const grant of this.model.live(this.account, recordClass, unitSlug)) {
      this.looks.push({ tenantId: grant.unitId, action, objectId: null, grantIds: [grant.id] });
    }
  }

  private checkRows(page: SeenPage, unitSlug: string | null, what: string): void {
    for (const row of page.rows) {
      this.tally.seen += 1;
      const item = this.world.itemsById.get(row.id);
      const mayBeSeen = item !== undefined && this.model.opening(this.account, item, unitSlug).length > 0;
      if (!mayBeSeen) this.fault('outside', `${what} shows ${row.id} of ${row.unitSlug}`);
    }
  }

  private reachable(unitSlug: string | null): KnownItem[] {
    return this.world.items.filter((item) => this.model.opening(this.account, item, unitSlug).length > 0);
  }

  private async list(unitSlug: string | null, q: string | undefined): Promise<SeenPage | null> {
    const what = `${q === undefined ? 'list' : `search ${q}`} of ${unitSlug ?? 'all'}`;
    let found: SeenPage | null = null;
    let cursor: string | undefined;
    const isRanked = this.random.chance(0.5);
    for (let turns = this.random.between(1, 3); turns > 0; turns -= 1) {
      const limit = this.random.pick([5, 50, MANY]);
      const page = await asked(
        q !== undefined && isRanked
          ? this.calls.find({ unitSlug, q, cursor, limit })
          : this.calls.list({ unitSlug, q, cursor, limit }),
      );
      this.tally.calls += 1;
      if (page === null) {
        if (this.model.live(this.account, 'archive', unitSlug).length > 0) this.fault('missing', `${what} is refused`);
        return found;
      }
      found ??= page;
      this.expectLooks('archive', unitSlug, q === undefined ? 'archive.grantedList' : 'archive.grantedSearch');
      this.checkRows(page, unitSlug, what);
      if (page.page.nextCursor === null) break;
      cursor = page.page.nextCursor;
    }
    return found;
  }

  private async browse(): Promise<void> {
    const unitSlug = this.whichUnit();
    const page = await this.list(unitSlug, undefined);
    if (page?.rows.length === 0 && this.reachable(unitSlug).length > 0)
      this.fault('missing', `list of ${unitSlug ?? 'all'} is empty`);
  }

  private async search(): Promise<void> {
    const unitSlug = this.whichUnit();
    const item = this.random.pick(this.world.items);
    const at = this.random.between(0, Math.max(0, item.title.length - WORDS));
    const q = item.title.slice(at, at + WORDS);
    const page = await this.list(unitSlug, /^[\u4e00-\u9fff]{2}$/.test(q) ? q : '通知');
    const isReachable = this.model.opening(this.account, item, unitSlug).length > 0;
    if (page?.rows.length === 0 && isReachable && item.title.includes(q) && /^[\u4e00-\u9fff]{2}$/.test(q))
      this.fault('missing', `search ${q} of ${unitSlug ?? 'all'} finds nothing`);
  }

  /** Figures are a look too: none of a unit without a grant, and never more than its grants reach. */
  private async count(): Promise<void> {
    const unitSlug = this.whichUnit();
    const live = this.model.live(this.account, 'archive', unitSlug);
    const answer = await asked(this.calls.facets({ unitSlug }));
    this.tally.calls += 1;
    const what = `facets of ${unitSlug ?? 'all'}`;
    if (answer === null) {
      if (live.length > 0) this.fault('missing', `${what} are refused`);
      return;
    }
    this.expectLooks('archive', unitSlug, 'archive.grantedFacets');
    // A record under two grants is counted under each.
    const opened = this.world.items.flatMap((item) => this.model.opening(this.account, item, unitSlug));
    if (answer.total > opened.length) this.fault('outside', `${what} count ${answer.total}, not ${opened.length}`);
    if (answer.total === 0 && opened.length > 0) this.fault('missing', `${what} count nothing`);
    for (const { value } of answer.facets.find((facet) => facet.code === 'unit')?.values ?? [])
      if (!live.some((grant) => grant.unitSlug === value)) this.fault('outside', `${what} name ${value}`);
  }

  /** A record that is open, one beside the grants, one of another unit, one that does not exist. */
  private async open(): Promise<void> {
    const within = this.random.chance(0.5) ? this.reachable(null) : [];
    const item = this.random.pick(within.length > 0 ? within : this.world.items);
    const own = this.world.units.find((unit) => unit.id === item.tenantId)?.slug ?? 'nobody-knows';
    const unitSlug = this.random.chance(0.85) ? own : (this.whichUnit() ?? own);
    const id = this.random.chance(0.05) ? uuidv7() : item.id;
    const answer = await asked(this.calls.record({ unitSlug, id }));
    this.tally.calls += 1;
    const opening = id === item.id ? this.model.opening(this.account, item, unitSlug) : [];
    if (answer === null) {
      if (opening.length > 0) this.fault('missing', `record ${id} of ${unitSlug} is refused`);
      return;
    }
    this.tally.seen += 1;
    if (opening.length === 0 || answer.item.id !== id) this.fault('outside', `record ${id} of ${unitSlug}`);
    this.looks.push({
      tenantId: item.tenantId,
      action: 'archive.grantedById',
      objectId: answer.item.id,
      grantIds: opening.map((grant) => grant.id),
    });
  }

  private async readVisits(): Promise<void> {
    const unitSlug = this.whichUnit() ?? this.random.pick(this.world.units).slug;
    const page = await asked(this.calls.visits({ unitSlug, limit: 50 }));
    this.tally.calls += 1;
    const live = this.model.live(this.account, 'use', unitSlug);
    if (page === null) {
      if (live.length > 0) this.fault('missing', `visits of ${unitSlug} are refused`);
      return;
    }
    for (const row of page.rows) {
      this.tally.seen += 1;
      const visit = this.world.visitsById.get(row.id);
      if (!visit || !this.model.mayReadVisit(this.account, visit, unitSlug))
        this.fault('outside', `visit ${row.id} of ${unitSlug}`);
    }
    const [unit] = live;
    const grantIds = live.map((grant) => grant.id);
    this.looks.push({ tenantId: unit?.unitId ?? 0, action: 'use.grantedVisits', objectId: null, grantIds });
  }

  /** A register of rooms or stock-takes: only the lines of the rooms and years of a grant that names it. */
  private async readRegister(): Promise<void> {
    const unitSlug = this.whichUnit() ?? this.random.pick(this.world.units).slug;
    const register = this.random.pick(REGISTERS);
    const page = await asked(this.calls.register({ unitSlug, register, limit: 50 }));
    this.tally.calls += 1;
    const opening = this.model.openingRegister(this.account, register, unitSlug);
    if (page === null) {
      if (opening.length > 0) this.fault('missing', `${register} of ${unitSlug} are refused`);
      return;
    }
    for (const row of page.rows) {
      this.tally.seen += 1;
      const line = this.world.linesById.get(row.id);
      if (!line || !this.model.mayReadLine(this.account, line, unitSlug))
        this.fault('outside', `${register} line ${row.id} of ${unitSlug}`);
    }
    // The rooms of a unit are always some: a grant over all of them shows some.
    const isWhole = opening.length > 0 && opening.every((grant) => grant.rooms === null);
    if (register === 'rooms' && isWhole && page.rows.length === 0)
      this.fault('missing', `rooms of ${unitSlug} are empty`);
    const [unit] = opening;
    const grantIds = opening.map((grant) => grant.id);
    this.looks.push({ tenantId: unit?.unitId ?? 0, action: 'storage.grantedRegister', objectId: null, grantIds });
  }

  /** 台账 by name: one that a grant names shows its lines of the grant's years, any other is not there. */
  private async readBook(): Promise<void> {
    const unitSlug = this.whichUnit() ?? this.random.pick(this.world.units).slug;
    const code = this.random.pick(BOOKS);
    const page = await asked(this.calls.entries({ unitSlug, code, limit: 50 }));
    this.tally.calls += 1;
    const opening = this.model.openingBook(this.account, code, unitSlug);
    if (page === null) {
      if (opening.length > 0) this.fault('missing', `${code} of ${unitSlug} is refused`);
      return;
    }
    for (const row of page.rows) {
      this.tally.seen += 1;
      const entry = this.world.entriesById.get(row.id);
      const mayBeSeen = entry?.book === code && this.model.openingEntry(this.account, entry, unitSlug).length > 0;
      if (!mayBeSeen) this.fault('outside', `${code} shows ${row.id} of ${unitSlug}`);
    }
    const isWhole = opening.length > 0 && opening.every((grant) => grant.yearFrom === null);
    if (isWhole && page.rows.length === 0) this.fault('missing', `${code} of ${unitSlug} is empty`);
    const [unit] = opening;
    const grantIds = opening.map((grant) => grant.id);
    this.looks.push({ tenantId: unit?.unitId ?? 0, action: 'register.grantedList', objectId: null, grantIds });
  }

  /** One line of 台账, of a register that a grant names or not, asked of its own unit or of another. */
  private async openEntry(): Promise<void> {
    const all = [...this.world.entriesById.values()];
    const slugOf = (one: KnownEntry) => this.world.units.find((unit) => unit.id === one.tenantId)?.slug ?? '';
    const within = all.filter((one) => this.model.openingEntry(this.account, one, slugOf(one)).length > 0);
    const entry = this.random.pick(within.length > 0 && this.random.chance(0.6) ? within : all);
    const unitSlug = this.random.chance(0.85) ? slugOf(entry) : (this.whichUnit() ?? slugOf(entry));
    const answer = await asked(this.calls.entry({ unitSlug, entryId: entry.id }));
    this.tally.calls += 1;
    const opening = this.model.openingEntry(this.account, entry, unitSlug);
    if (answer === null) {
      if (opening.length > 0) this.fault('missing', `entry ${entry.id} of ${unitSlug} is refused`);
      return;
    }
    this.tally.seen += 1;
    if (opening.length === 0 || answer.entry.id !== entry.id) this.fault('outside', `entry ${entry.id} of ${unitSlug}`);
    this.looks.push({
      tenantId: entry.tenantId,
      action: 'register.grantedEntry',
      objectId: answer.entry.id,
      grantIds: opening.map((grant) => grant.id),
    });
  }

  /** Some grant of the walk ends, and the very next call must know. */
  private async endOne(): Promise<void> {
    const open = this.model.all().filter((grant) => grant.hasBegun && !grant.hasEnded);
    if (open.length === 0) return;
    const { id } = this.random.pick(open);
    await this.world.end(id, this.random.pick(['revoked', 'expired']));
    this.model.end(id);
  }
}

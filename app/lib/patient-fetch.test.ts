import { describe, expect, it } from 'vitest';
import { patientFetch } from './patient-fetch';

const PAGE = 'https://lantai.test/w/songling/archives?year=2025';
const LOST = new TypeError('Failed to fetch');

/** A network that gives its answers one after the other, and then none. */
const network = (...answers: (number | Error)[]) => {
  const asked: string[] = [];
  const said: boolean[] = [];
  const rests: number[] = [];
  const fetch = patientFetch({
    fetch: async (input) => {
      asked.push(String(input));
      const answer = answers.shift() ?? LOST;
      if (typeof answer !== 'number') throw answer;
      return new Response(null, { status: answer });
    },
    here: () => new URL(PAGE),
    rest: async (milliseconds) => {
      rests.push(milliseconds);
    },
    onWaiting: (isWaiting) => said.push(isWaiting),
  });
  return { fetch, asked, said, rests };
};

describe('the data of the open page', () => {
  it('is asked for until there is an answer, more and more seldom, and the wait is said once', async () => {
    const { fetch, asked, said, rests } = network(LOST, 502, LOST, 503, LOST, LOST, 200);
    const answer = await fetch(new URL('https://lantai.test/w/songling/archives.data?year=2025'));
    expect(answer.status).toBe(200);
    expect(asked).toHaveLength(7);
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(said).toEqual([true, false]);
  });

  it('is answered at once when the server does, whatever it says', async () => {
    for (const status of [200, 404, 500]) {
      const { fetch, said } = network(status);
      expect((await fetch('/w/songling/archives.data')).status).toBe(status);
      expect(said).toEqual([]);
    }
  });

  it('is given up when it is no longer wanted', async () => {
    const wanted = new AbortController();
    const { fetch, said } = network(LOST, new DOMException('no longer', 'AbortError'));
    await expect(fetch('/w/songling/archives.data', { signal: wanted.signal })).rejects.toThrow('no longer');
    expect(said).toEqual([true, false]);
  });
});

it('says at once of everything else that there was no answer', async () => {
  for (const [input, init] of [
    ['/w/songling/inspections.data', undefined],
    ['/w/songling/archives.data', { method: 'POST' }],
    ['/w/songling/trpc/archive.list', undefined],
    ['https://elsewhere.test/w/songling/archives.data', undefined],
  ] as const) {
    const { fetch, asked } = network(LOST, 200);
    await expect(fetch(input, init)).rejects.toBe(LOST);
    expect(asked).toHaveLength(1);
  }
});

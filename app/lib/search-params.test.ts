import { expect, it } from 'vitest';
import { localPath } from './local-path';
import { pageOfParams, sortOfParams, withParams } from './search-params';

it('goes back to the first page when the query changes', () => {
  expect(withParams(new URLSearchParams('q=a&cursor=x&dir=before'), { q: 'b' })).toBe('?q=b');
  expect(withParams(new URLSearchParams('q=a&cursor=x'), { cursor: 'y' }, { keepPage: true })).toBe('?q=a&cursor=y');
});

it('leads to the bare address when nothing is left', () => {
  expect(withParams(new URLSearchParams('q=a'), { q: null })).toBe('.');
});

it('reads page and sort', () => {
  expect(pageOfParams(new URLSearchParams('cursor=x&dir=before'))).toEqual({ cursor: 'x', direction: 'before' });
  expect(sortOfParams(new URLSearchParams('sort=-due'))).toEqual({ key: 'due', descending: true });
  expect(sortOfParams(new URLSearchParams())).toBeNull();
});

it('sends nobody to another site', () => {
  expect(localPath('/w/a?b=c')).toBe('/w/a?b=c');
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', null, '']) {
    expect(localPath(bad)).toBe('/');
  }
});

import { describe, expect, it } from 'vitest';
import { clockOf, fieldsOfHeadings, valueOfCell } from './register-cells.ts';
import { fieldNamed } from './register-definition.ts';
import { headingsScore, readFileRow } from './register-file.ts';
import { roomClimate } from './registers/room-climate.ts';

const read = (headings: string[], cells: string[], fixed: Record<string, string> = {}) =>
  readFileRow(roomClimate, fieldsOfHeadings(roomClimate, headings), cells, fixed).values;
const reading = { readOn: '2026-05-06', readAt: '08:30', room: '一号库', temperature: 21.5, humidity: 55.3 };

describe('a time of day', () => {
  it.each([
    ['8:30', '08:30'],
    ['08:30:00', '08:30'],
    ['08:30:15', '08:30:15'],
    ['８：３０', '08:30'],
    ['8时30分', '08:30'],
    ['8点30分15秒', '08:30:15'],
    ['0830', '08:30'],
    ['083015', '08:30:15'],
    ['下午1:05', '13:05'],
    ['12:10 AM', '00:10'],
    ['1:05 PM', '13:05'],
  ])('%s is %s', (typed, clock) => {
    expect(clockOf(typed)).toBe(clock);
  });
  it.each(['25:00', '8:61', '8', '早上', '2026-05-06'])('%s is none', (typed) => {
    expect(clockOf(typed)).toBe(typed);
  });
});

describe('a row of a logger', () => {
  it.each([
    [
      'its own order and units',
      ['No.', 'Time', 'Temperature(°C)', 'Humidity(%RH)'],
      ['1', '2026-05-06 08:30:00', '21.5', '55.3'],
    ],
    ['brackets and decimal commas', ['Humidity [%RH]', 'Date/Time', 'Temp. [°C]'], ['55,3', '2026/5/6 8:30', '21,5']],
    ['Chinese headings', ['序号', '记录时间', '温度℃', '湿度%RH'], ['1', '2026年5月6日 08:30', '21.5℃', '55.3%']],
    ['a time of its own', ['日期', '时间', '温度（℃）', '相对湿度（%）'], ['20260506', '0830', '21.5', '55.3']],
    ['an instant', ['Timestamp', 'RH', 'T'], ['2026-05-06T08:30:00.000Z', '55.28', '21.52']],
  ])('with %s', (_what, headings, cells) => {
    expect(read(headings, cells, { room: '一号库' })).toEqual(reading);
  });

  it('that names its room needs nobody to say it', () => {
    const headings = ['测点', '采集时间', '温度', '湿度'];
    expect(read(headings, ['二号库', '2026-05-06 08:30', '21.5', '55.3'], { room: '一号库' })).toEqual({
      ...reading,
      room: '二号库',
    });
  });

  it('says what is wrong with it', () => {
    const fields = fieldsOfHeadings(roomClimate, ['记录时间', '温度', '湿度']);
    expect(readFileRow(roomClimate, fields, ['昨天', '21.5', ''], {}).problems).toEqual([
      { field: 'readOn', problem: 'form' },
      { field: 'room', problem: 'missing' },
      { field: 'humidity', problem: 'missing' },
    ]);
    expect(readFileRow(roomClimate, fields, ['2026-05-06 99:30', '21.5', '50'], { room: '库' }).problems).toEqual([
      { field: 'readAt', problem: 'form' },
    ]);
  });

  it('knows headings from what stands above them', () => {
    expect(headingsScore(roomClimate, ['Device', 'RC-4HC'])).toBe(0);
    expect(headingsScore(roomClimate, ['温度', '湿度'])).toBe(0);
    expect(headingsScore(roomClimate, ['Time', 'Temperature', 'Humidity'])).toBe(3);
  });
});

it('tells a decimal comma from a comma between thousands', () => {
  const temperature = fieldNamed(roomClimate, 'temperature');
  expect(
    ['21,5', '1,234', '1,234.5', '-0,25', '２１．５', '12 ℃'].map((cell) => valueOfCell(temperature, cell)),
  ).toEqual([21.5, 1234, 1234.5, -0.25, 21.5, 12]);
});

/** Strokes on a 24 px grid. An icon never stands without a word or a hidden label. */
const PATHS = {
  bell: 'M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4',
  book: 'M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14',
  box: 'M4 4h16v5H4zM5.5 9v11h13V9M10 13h4',
  building: 'M5 20.5V4h9v16.5M14 9h5v11.5M3 20.5h18M8 8h3M8 12h3M8 16h3',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8',
  cap: 'm2.5 9.5 9.5-5 9.5 5-9.5 5zM6.5 12v5c3 2.5 8 2.5 11 0v-5',
  chart: 'M4 20h16M6.5 16v-5M12 16V5M17.5 16V9',
  check: 'm5 12.5 4.5 4.5L19 7',
  clip: 'M5 5h14v16H5zM9 5V3h6v2M9 13l2 2 4-5',
  close: 'm6 6 12 12M18 6 6 18',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  down: 'm6 9.5 6 6 6-6',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  exchange: 'M4 8h15l-4-4M20 16H5l4 4',
  exit: 'M10 4H4v16h6M15 8l4 4-4 4M19 12H9',
  eye: 'M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  filter: 'M4 6h16M7 12h10M10 18h4',
  flag: 'M6 21V4h12l-2.5 4.5L18 13H6',
  gear: 'M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1',
  globe: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z',
  hash: 'M9 4 7 20M17 4l-2 16M4 9h16M4 15h16',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.1',
  home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
  inbox: 'M4 13 6.5 5h11L20 13v6H4zM4 13h5l1 3h4l1-3h5',
  keyboard: 'M3 6h18v12H3zM7 10h.1M11 10h.1M15 10h.1M8 14h8',
  layers: 'm12 4 9 5-9 5-9-5zM3 14l9 5 9-5',
  left: 'm14.5 6-6 6 6 6',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  pen: 'm4 20 1-4L16 5l3 3L8 19zM14 7l3 3',
  play: 'M3 5h18v14H3zM10 9v6l5-3z',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.8M20 3.5V8h-4.5',
  right: 'm9.5 6 6 6-6 6',
  scale: 'M12 4v16M8 20h8M5 7h14M5 7l-2.5 7h5zM19 7l-2.5 7h5z',
  scan: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16',
  search: 'M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM20 20l-4.5-4.5',
  send: 'm3.5 12 17-8-5 17-4-7zM11.5 14l9-10',
  shield: 'M12 3.5 19.5 6v6c0 4.5-3 7.5-7.5 8.5C7.5 19.5 4.5 16.5 4.5 12V6zM9 12l2.2 2.2L15.5 10',
  sound: 'M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  star: 'm12 4 2.5 5.2 5.5.8-4 4 1 5.5-5-2.7-5 2.7 1-5.5-4-4 5.5-.8z',
  task: 'M12 4v8l5 3M20 12a8 8 0 1 1-4-7',
  todo: 'M4 4h16v16H4zM8 12l3 3 5-6',
  up: 'm6 14.5 6-6 6 6',
  updown: 'm8 9.5 4-4 4 4M8 14.5l4 4 4-4',
  upload: 'M12 16V5M7 9.5l5-5 5 5M5 20h14',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  users:
    'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19.5c.8-3.5 3.2-5 6.5-5s5.7 1.5 6.5 5M16 5.5a3 3 0 0 1 0 6M18 14.8c2 .7 3 2.2 3.5 4.7',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 16 }: { name: IconName; size?: 16 | 20 | 24 }) => (
  <svg className="lt-i" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);

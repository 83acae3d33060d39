/** Our own line icons on a grid of 24. */
const paths = {
  airplane: 'M10.5 9.5V5a1.5 1.5 0 0 1 3 0v4.5l7 4.2v2l-7-2.2v4l2 1.6V20.5l-3.5-1-3.5 1V19.1l2-1.6v-4l-7 2.2v-2z',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  block: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M6.5 6.5l11 11',
  cart: 'M3.5 4.5h2.2l2 10.5h9.6l1.9-7.5H6.3M9 19.5h.01M16.5 19.5h.01',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevron: 'm9 5.5 6.5 6.5L9 18.5',
  close: 'm6 6 12 12M18 6 6 18',
  copy: 'M9 9h10v11H9zM5.5 15V4.5H15',
  document: 'M6.5 3.5h7l4.5 4.5v12.5H6.5zM13.5 3.5V8H18M9.5 12.5h5.5M9.5 16h5.5',
  down: 'm5.5 9 6.5 6.5L18.5 9',
  download: 'M12 4v11m-5-4.5 5 5 5-5M5 20h14',
  emoji: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M9 9.8v.4M15 9.8v.4M8 14.2c2 3 6 3 8 0',
  external: 'M13.5 4.5h6v6M19.5 4.5 11 13M17 13.5v6H4.5V7h6',
  form: 'M5 4.5h14v15H5zM8.5 9h7M8.5 12.5h7M8.5 16h4',
  headphones: 'M4.5 17v-4.5a7.5 7.5 0 0 1 15 0V17M4.5 14.5h3v5h-3zM16.5 14.5h3v5h-3z',
  list: 'M8.5 6.5h11M8.5 12h11M8.5 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  menu: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  mic: 'M12 3.5a2.7 2.7 0 0 1 2.7 2.7v5.3a2.7 2.7 0 0 1-5.4 0V6.2A2.7 2.7 0 0 1 12 3.5M5.8 11.5a6.2 6.2 0 0 0 12.4 0M12 17.7v3',
  minus: 'M5.5 12h13',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  pencil: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3',
  person: 'M12 4.5a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4M4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6',
  phone: 'M6.5 4.5h3l1.5 4-2 1.5c.9 2.3 2.7 4.1 5 5l1.5-2 4 1.5v3c0 1-1 2-2 2C10.5 19.5 4.5 13.5 4.5 6.5c0-1 1-2 2-2',
  photo: 'M4 5.5h16v13H4zM4.5 16.5l4.5-4.5 3.5 3.5 3-3 4 4M15.5 9.3h.01',
  pin: 'M12 3.5a6.5 6.5 0 0 1 6.5 6.5c0 4.5-6.5 10.5-6.5 10.5S5.5 14.5 5.5 10A6.5 6.5 0 0 1 12 3.5M12 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4',
  play: 'M8 5.5v13l10.5-6.5z',
  plus: 'M12 5v14M5 12h14',
  reply: 'M9.5 6 4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6v1',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4.5h-4.5',
  send: 'M4.5 4.5 20.5 12l-16 7.5 2.5-7.5zM7 12h6',
  sticker: 'M4.5 4.5h15V13l-6.5 6.5H4.5zM19.5 13H15a2 2 0 0 0-2 2v4.5',
  trash: 'M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10.2 10.5v6M13.8 10.5v6',
  video: 'M3.5 6.5h12v11h-12zM15.5 10.5l5-3v9l-5-3z',
  'arrow-left': 'M19.5 12h-15m6-6-6 6 6 6',
  'arrow-right': 'M4.5 12h15m-6-6 6 6-6 6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg className={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

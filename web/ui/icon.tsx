const PATHS = {
  check: 'M4 12.5l5 5L20 6.5',
  cross: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  left: 'M14.5 5.5L8 12l6.5 6.5',
  right: 'M9.5 5.5L16 12l-6.5 6.5',
  chevron: 'M5.5 9l6.5 6.5L18.5 9',
  arrow: 'M4 12h16M14 6l6 6-6 6',
  info: 'M12 11v6M12 7.2v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  warning:
    'M12 9.5v4.5M12 17v.1M10.6 4.2L2.9 18a1.6 1.6 0 0 0 1.4 2.4h15.4a1.6 1.6 0 0 0 1.4-2.4L13.4 4.2a1.6 1.6 0 0 0-2.8 0z',
  error: 'M12 7.5v5.5M12 16.5v.1M8 3h8l5 5v8l-5 5H8l-5-5V8z',
  print:
    'M7 9V3h10v6M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5 1.500v5a1.5 1.5 0 0 1-1.5 1.500H17M7 14h10v7H7z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L21 21',
  phone:
    'M6.5 3h3l1.5 4.5-2 1.500a12 12 0 0 0 6 6l1.5-2 4.5 1.500v3A2.5 2.5 0 0 1 18.5 20C10.5 20 4 13.5 4 5.500A2.5 2.5 0 0 1 6.5 3z',
  calendar: 'M4 6.500h16V20H4zM4 10.500h16M8.5 3.500v4M15.5 3.500v4',
  place: 'M12 21s7-6.5 7-11.500a7 7 0 0 0-14 0C5 14.5 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  truck:
    'M2.5 6.500h11v10h-11zM13.5 10h4l3.5 3.500v3h-7.500M6.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  edit: 'M4 20l1-4.500L16 4.500l3.5 3.5-11 11zM13.5 7l3.5 3.5',
  pin: 'M9 3h6l-1 6 4 4H6l4-4zM12 13v8',
  ban: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.700l12.6 12.6',
  message: 'M4 5h16v11H10l-4.5 4v-4H4z',
  more: 'M5.5 12v.1M12 12v.1M18.5 12v.1',
  grip: 'M9 6v.1M9 12v.1M9 18v.1M15 6v.1M15 12v.1M15 18v.1',
  exit: 'M10 4H5v16h5M9.5 12H20M16 8l4 4-4 4',
  camera: 'M4 8h3.5l1.500-2.500h6L16.5 8H20v11H4zM12 16.500a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
} as const

export type IconName = keyof typeof PATHS

/** A small line drawing in the text's colour. Decorative unless given a `label`. */
export function Icon({ name, label, size = 20 }: { name: IconName; label?: string | undefined; size?: number }) {
  const meaning = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden from readers unless it carries its aria-label
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' || name === 'grip' ? 3 : 1.8}
      stroke-linecap="round"
      stroke-linejoin="round"
      focusable="false"
      {...meaning}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

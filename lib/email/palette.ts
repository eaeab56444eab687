/**
 * The colours of every e-mail: `palette.test.ts` computes that whatever is read stands out from
 * what lies behind it by at least 4.5:1, in light and in dark.
 */
export const light = {
  back: '#f3f6f8',
  paper: '#ffffff',
  line: '#dce2e7',
  ink: '#14191e',
  soft: '#4c5762',
  accent: '#0c6963',
  onAccent: '#ffffff',
  panel: '#eef4f4',
  panelInk: '#14191e',
}

export const dark: typeof light = {
  back: '#0e1215',
  paper: '#151a1f',
  line: '#2c353d',
  ink: '#e9edf0',
  soft: '#a3afba',
  accent: '#52c5bb',
  onAccent: '#03201d',
  panel: '#1c272b',
  panelInk: '#e9edf0',
}

/** What is written on what. */
export const pairs = [
  ['ink', 'paper'],
  ['soft', 'paper'],
  ['soft', 'back'],
  ['accent', 'paper'],
  ['accent', 'panel'],
  ['onAccent', 'accent'],
  ['panelInk', 'panel'],
] as const satisfies [keyof typeof light, keyof typeof light][]

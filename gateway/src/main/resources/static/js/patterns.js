/** The drawing of each state: a ground and a mark, so that states differ without colour. */
import { STATES } from './councils.js';
import { svg } from './dom.js';

const SIZE = 8;

/** What is drawn over the ground, in a square of 8 pixels; `ok` is plain. */
const MARKS = {
  vacant: () => [svg('circle', { cx: 2, cy: 2, r: 1.3 }), svg('circle', { cx: 6, cy: 6, r: 1.3 })],
  warn: () => [svg('path', { d: 'M-1 9 9 -1M-1 1 1 -1M7 9 9 7' })],
  error: () => [svg('path', { d: 'M-1 9 9 -1M-1 1 1 -1M7 9 9 7M-1 -1 9 9M-1 7 1 9M7 -1 9 1' })],
  silent: () => [svg('path', { d: 'M0 2H8M0 6H8' })],
  ceased: () => [svg('path', { d: 'M-1 -1 9 9M-1 7 1 9M7 -1 9 1' })],
};

/** Id of the pattern of a state. */
export const patternOf = (state) => `state-${state}`;

/** The patterns of all states, for one drawing's `defs`. */
export const patterns = () => STATES.map((state) =>
  svg('pattern', { id: patternOf(state), width: SIZE, height: SIZE, patternUnits: 'userSpaceOnUse' }, drawing(state, SIZE)));

/** A small square in the drawing of a state; it means nothing by itself, its word stands beside it. */
export function swatch(state) {
  const size = 2 * SIZE + 2;
  const frame = (name) => svg('rect', { class: name, x: 0.5, y: 0.5, width: size - 1, height: size - 1, fill: 'none' });
  const content = state === 'none' ? [frame('swatch-none')] : [tiles(state), frame(`swatch-area swatch-${state}`)];
  return svg('svg', { class: 'swatch', viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true', focusable: 'false' }, content);
}

/** Four squares of the pattern; drawn, not referred to, since an id must be unique in a document. */
const tiles = (state) => svg('svg', { x: 1, y: 1, width: 2 * SIZE, height: 2 * SIZE },
  [0, SIZE].flatMap((x) => [0, SIZE].map((y) => svg('svg', { x, y, width: SIZE, height: SIZE }, drawing(state, SIZE)))));

const drawing = (state, size) => [
  svg('rect', { class: `pattern-ground-${state}`, width: size, height: size }),
  svg('g', { class: `pattern-mark-${state}` }, MARKS[state]?.() ?? []),
];
